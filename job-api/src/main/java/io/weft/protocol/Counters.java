package io.weft.protocol;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** A value for each {@link Counter}. Mutable and not thread-safe; {@link #copy} gives a snapshot. */
public final class Counters {
    /** Holds no zeros. */
    private final Map<Counter, Long> values = new EnumMap<>(Counter.class);

    public long get(Counter counter) {
        return values.getOrDefault(counter, 0L);
    }

    /** Adds to a counter; a negative amount is a mistake. */
    public void add(Counter counter, long amount) {
        if (amount < 0) {
            throw new IllegalArgumentException("%s only grows, not by %d".formatted(counter, amount));
        }
        if (amount > 0) {
            values.merge(counter, amount, Long::sum);
        }
    }

    public void add(Counters other) {
        other.values.forEach(this::add);
    }

    public Counters copy() {
        Counters copy = new Counters();
        copy.add(this);
        return copy;
    }

    void writeTo(DataOutput out) throws IOException {
        Wire.writeInt(values.size(), out);
        for (Map.Entry<Counter, Long> value : values.entrySet()) {
            Wire.writeEnum(value.getKey(), out);
            Wire.writeLong(value.getValue(), out);
        }
    }

    static Counters readFrom(DataInput in) throws IOException {
        Counters counters = new Counters();
        for (int left = Wire.readLength(in); left > 0; left--) {
            Counter counter = Wire.readEnum(Counter.class, in);
            counters.values.put(counter, Wire.readLong(in));
        }
        return counters;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Counters counters && values.equals(counters.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
