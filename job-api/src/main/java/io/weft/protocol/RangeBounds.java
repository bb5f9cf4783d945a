package io.weft.protocol;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where an exchange by ranges divides keys, which are strings of bytes: a key belongs to the partition whose number is the number of bounds that are not
 * greater than it. Once recorded, they stay the same for every attempt.
 */
public record RangeBounds(List<Payload> bounds) {
    /** One range of all keys. */
    public static final RangeBounds NONE = new RangeBounds(List.of());

    public RangeBounds {
        bounds = List.copyOf(bounds);
        for (int index = 1; index < bounds.size(); index++) {
            if (Arrays.compareUnsigned(
                            bounds.get(index - 1).bytes(), bounds.get(index).bytes())
                    >= 0) {
                throw new IllegalArgumentException("Bound %d does not come after the one before it".formatted(index));
            }
        }
    }

    public int partitions() {
        return bounds.size() + 1;
    }

    /**
     * The bound after a key and before every greater one. No key begins with another, so the least string that is greater than a key
     * lies before the next key.
     */
    public static Payload after(Payload key) {
        return new Payload(Arrays.copyOf(key.bytes(), key.length() + 1));
    }

    /** Whether all rows of the partition have one and the same key, so that they may come in any order. */
    public boolean isOneKey(int partition) {
        return partition > 0
                && partition < bounds.size()
                && bounds.get(partition).equals(after(bounds.get(partition - 1)));
    }

    void writeTo(DataOutput out) throws IOException {
        Wire.writeList(bounds, (bound, to) -> Wire.writeBytes(bound.bytes(), to), out);
    }

    static RangeBounds readFrom(DataInput in) throws IOException {
        return new RangeBounds(Wire.readList(from -> new Payload(Wire.readBytes(from)), in));
    }

    /** The bounds as arrays, in their order. */
    public List<byte[]> toArrays() {
        List<byte[]> arrays = new ArrayList<>();
        bounds.forEach(bound -> arrays.add(bound.bytes()));
        return arrays;
    }

    @Override
    public String toString() {
        return "bounds of %d range(s)".formatted(partitions());
    }
}
