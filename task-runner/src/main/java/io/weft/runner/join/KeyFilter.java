package io.weft.runner.join;

import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.RowHasher;
import io.weft.runner.vector.Vector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which values one key column of a build side may have: a range, where it is of integers, dates or timestamps, and a bloom filter. Rows whose key
 * it rules out have no match. Immutable; a {@link Tester} is for one thread.
 */
public final class KeyFilter {
    private final @Nullable KeyRange range;
    private final @Nullable KeyBloom bloom;
    private final boolean isEmpty;

    private KeyFilter(@Nullable KeyRange range, @Nullable KeyBloom bloom, boolean isEmpty) {
        this.range = range;
        this.bloom = bloom;
        this.isEmpty = isEmpty;
    }

    /** Whether there is no value at all, so that no row has a match. */
    public boolean isEmpty() {
        return isEmpty;
    }

    /** The least and the greatest value; null where there is none or the values are not integers, dates or timestamps. */
    public @Nullable KeyRange range() {
        return range;
    }

    /** Bytes of heap. */
    public long bytes() {
        return bloom == null ? 0 : bloom.bytes();
    }

    /** Tests rows, batch after batch. */
    public Tester tester() {
        return new Tester();
    }

    /** For one thread. */
    public final class Tester {
        private final RowHasher hasher = new RowHasher(1);

        private Tester() {}

        /**
         * Writes those of the first {@code count} positions whose value may be among the build side's, and returns their number. Nulls are not.
         *
         * @param out may be the array of the positions
         */
        public int select(Vector key, int[] positions, int count, int[] out) {
            if (isEmpty) {
                return 0;
            }
            int kept = JoinKeys.keepPresent(List.of(key), positions, count, out);
            if (range != null && key instanceof LongVector longs) {
                kept = keepWithin(range, longs.values(), out, kept);
            } else if (range != null && key instanceof IntVector ints) {
                kept = keepWithin(range, ints.values(), out, kept);
            }
            return bloom == null ? kept : keepHeld(bloom, key, out, kept);
        }

        private int keepHeld(KeyBloom hashes, Vector key, int[] positions, int count) {
            long[] hashed = hasher.hash(List.of(key), positions, count);
            int kept = 0;
            for (int index = 0; index < count; index++) {
                positions[kept] = positions[index];
                kept += hashes.mayHold(hashed[index]) ? 1 : 0;
            }
            return kept;
        }
    }

    private static int keepWithin(KeyRange range, long[] values, int[] positions, int count) {
        int kept = 0;
        for (int index = 0; index < count; index++) {
            long value = values[positions[index]];
            positions[kept] = positions[index];
            kept += value >= range.least() && value <= range.greatest() ? 1 : 0;
        }
        return kept;
    }

    private static int keepWithin(KeyRange range, int[] values, int[] positions, int count) {
        int kept = 0;
        for (int index = 0; index < count; index++) {
            long value = values[positions[index]];
            positions[kept] = positions[index];
            kept += value >= range.least() && value <= range.greatest() ? 1 : 0;
        }
        return kept;
    }

    /** Gathers the values of one key column. */
    static final class Builder {
        private final RowHasher hasher = new RowHasher(1);
        private final KeyBloom bloom;
        private KeyRange range = KeyRange.EMPTY;
        private boolean isEmpty = true;

        /** A filter of at most so many bytes. */
        Builder(long mostBytes) {
            bloom = KeyBloom.ofBytes(mostBytes);
        }

        /** Adds the values at these positions, none of which is null. */
        void add(Vector key, int[] positions, int count) {
            isEmpty &= count == 0;
            long[] hashes = hasher.hash(List.of(key), positions, count);
            for (int index = 0; index < count; index++) {
                bloom.add(hashes[index]);
            }
            if (KeyRange.isKnownOf(key.kind())) {
                range = range.with(key, positions, count);
            }
        }

        KeyFilter build() {
            return new KeyFilter(range.isEmpty() ? null : range, bloom.isUseless() ? null : bloom.folded(), isEmpty);
        }
    }
}
