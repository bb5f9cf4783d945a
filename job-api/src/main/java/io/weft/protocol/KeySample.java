package io.weft.protocol;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Some keys of the rows that a task has seen, each row's as likely as any other's.
 *
 * @param keys in order; those longer than {@link #MOST_KEY_BYTES} are cut off there
 * @param rows that the task has seen
 */
public record KeySample(List<Payload> keys, long rows) {
    /** What is kept of a key. */
    public static final int MOST_KEY_BYTES = 128;

    public KeySample {
        keys = List.copyOf(keys);
        if (rows < keys.size() || (keys.isEmpty() && rows > 0)) {
            throw new IllegalArgumentException("%d keys of %d rows".formatted(keys.size(), rows));
        }
    }

    /** For how many rows each of the keys stands. */
    public double weight() {
        return keys.isEmpty() ? 0 : (double) rows / keys.size();
    }

    /** A sample of no more than {@code most} of these keys, evenly chosen, for as many rows. */
    public KeySample thinned(int most) {
        if (keys.size() <= most) {
            return this;
        }
        List<Payload> some = new ArrayList<>();
        for (int index = 0; index < most; index++) {
            some.add(keys.get((int) ((2L * index + 1) * keys.size() / (2L * most))));
        }
        return new KeySample(some, rows);
    }

    void writeTo(DataOutput out) throws IOException {
        Wire.writeList(keys, (key, to) -> Wire.writeBytes(key.bytes(), to), out);
        Wire.writeLong(rows, out);
    }

    static KeySample readFrom(DataInput in) throws IOException {
        return new KeySample(Wire.readList(from -> new Payload(Wire.readBytes(from)), in), Wire.readLong(in));
    }

    @Override
    public String toString() {
        return "%d keys of %d rows".formatted(keys.size(), rows);
    }
}
