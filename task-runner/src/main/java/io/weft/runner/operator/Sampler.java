package io.weft.runner.operator;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.RowHasher;

/** Chooses rows as if by chance: for each row a number follows from what the choice goes by, and the least of them are kept. */
public abstract class Sampler {
    /** The bits of the numbers, as many as a double has. */
    private static final int BITS = 53;

    private static final long STEP = 0x9E37_79B9_7F4A_7C15L;

    private final long bound;

    private Sampler(double fraction) {
        this.bound = (long) Math.ceil(fraction * (1L << BITS));
    }

    /**
     * Goes by the place of a row among all that come.
     *
     * @param fraction of the rows, from 0 to 1
     * @param split a number that tells the task's split from others
     */
    public static Sampler byPosition(double fraction, long seed, long split) {
        return new ByPosition(fraction, mix(seed) + mix(split + STEP));
    }

    /**
     * Goes by the values of a row.
     *
     * @param fraction of the rows, from 0 to 1
     * @param columns that rows have
     */
    public static Sampler byContent(double fraction, long seed, int columns) {
        return new ByContent(fraction, mix(seed), columns);
    }

    /** Puts the positions of the rows that are kept into {@code positions}; gives how many. Called with each batch once. */
    abstract int select(Batch batch, int[] positions);

    final boolean isKept(long number) {
        return mix(number) >>> (Long.SIZE - BITS) < bound;
    }

    /** Spreads numbers that lie near each other over all numbers; the finalizer of SplitMix64. */
    private static long mix(long number) {
        long mixed = (number ^ (number >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ (mixed >>> 31);
    }

    private static final class ByPosition extends Sampler {
        private long next;

        ByPosition(double fraction, long start) {
            super(fraction);
            this.next = start;
        }

        @Override
        int select(Batch batch, int[] positions) {
            int[] rows = batch.positions();
            int rowCount = batch.selectedCount();
            int count = 0;
            for (int index = 0; index < rowCount; index++) {
                next += STEP;
                if (isKept(next)) {
                    positions[count++] = rows[index];
                }
            }
            return count;
        }
    }

    private static final class ByContent extends Sampler {
        private final long seed;
        private final RowHasher hasher;

        ByContent(double fraction, long seed, int columns) {
            super(fraction);
            this.seed = seed;
            this.hasher = new RowHasher(columns);
        }

        @Override
        int select(Batch batch, int[] positions) {
            int[] rows = batch.positions();
            int rowCount = batch.selectedCount();
            long[] hashes = hasher.hash(batch.columns(), rows, rowCount);
            int count = 0;
            for (int index = 0; index < rowCount; index++) {
                if (isKept(hashes[index] ^ seed)) {
                    positions[count++] = rows[index];
                }
            }
            return count;
        }
    }
}
