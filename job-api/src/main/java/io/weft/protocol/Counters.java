package io.weft.protocol;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A value for each {@link Counter}, for those that the job's functions have named, and for each {@link Peak}. Mutable and not thread-safe; {@link #copy} gives
 * a snapshot.
 */
public final class Counters {
    /** Holds no zeros. */
    private final Map<Counter, Long> values = new EnumMap<>(Counter.class);

    private final SortedMap<String, Long> named = new TreeMap<>();
    /** Holds no zeros. */
    private final Map<Peak, Long> peaks = new EnumMap<>(Peak.class);

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

    /** The counters that the job's functions have named. Holds zeros, too. */
    public SortedMap<String, Long> named() {
        return Collections.unmodifiableSortedMap(named);
    }

    /** Adds to a counter that a function has named; a negative amount is a mistake. */
    public void add(String name, long amount) {
        if (amount < 0) {
            throw new IllegalArgumentException("The counter '%s' only grows, not by %d".formatted(name, amount));
        }
        named.merge(name, amount, Long::sum);
    }

    /** The highest level that was reached; 0 where none is known. */
    public long get(Peak peak) {
        return peaks.getOrDefault(peak, 0L);
    }

    /** Says that a level was reached. */
    public void reach(Peak peak, long level) {
        if (level > 0) {
            peaks.merge(peak, level, Math::max);
        }
    }

    public void add(Counters other) {
        other.values.forEach(this::add);
        other.named.forEach(this::add);
        other.peaks.forEach(this::reach);
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
        Wire.writeInt(named.size(), out);
        for (Map.Entry<String, Long> value : named.entrySet()) {
            Wire.writeString(value.getKey(), out);
            Wire.writeLong(value.getValue(), out);
        }
        Wire.writeInt(peaks.size(), out);
        for (Map.Entry<Peak, Long> peak : peaks.entrySet()) {
            Wire.writeEnum(peak.getKey(), out);
            Wire.writeLong(peak.getValue(), out);
        }
    }

    static Counters readFrom(DataInput in) throws IOException {
        Counters counters = new Counters();
        for (int left = Wire.readLength(in); left > 0; left--) {
            Counter counter = Wire.readEnum(Counter.class, in);
            counters.values.put(counter, Wire.readLong(in));
        }
        for (int left = Wire.readLength(in); left > 0; left--) {
            counters.named.put(Wire.readString(in), Wire.readLong(in));
        }
        for (int left = Wire.readLength(in); left > 0; left--) {
            Peak peak = Wire.readEnum(Peak.class, in);
            counters.peaks.put(peak, Wire.readLong(in));
        }
        return counters;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Counters counters
                && values.equals(counters.values)
                && named.equals(counters.named)
                && peaks.equals(counters.peaks);
    }

    @Override
    public int hashCode() {
        return Objects.hash(values, named, peaks);
    }

    @Override
    public String toString() {
        return values + (named.isEmpty() ? "" : " " + named) + (peaks.isEmpty() ? "" : " at most " + peaks);
    }
}
