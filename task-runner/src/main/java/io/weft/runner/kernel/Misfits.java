package io.weft.runner.kernel;

import io.weft.runner.vector.Batch;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What becomes of the values that a cast cannot keep. The loops write zero for them and go on. */
abstract class Misfits {
    /** A number or a time that does not fit. */
    abstract void doesNotFit(int row, Object value);

    /** A text that cannot be read. */
    abstract void malformed(int row, String text);

    /** A map of which two keys become this one. */
    abstract void repeats(int row, Object key);

    /** Forgets the values of the batch before. */
    abstract void begin();

    /** The flags of the values that become null with those of other nulls, valid until {@link #begin}. */
    abstract boolean @Nullable [] with(boolean @Nullable [] nulls, int size);

    /** Each fails the cast. */
    static final class Failing extends Misfits {
        private final Failures failures;

        Failing(Failures failures) {
            this.failures = failures;
        }

        @Override
        void doesNotFit(int row, Object value) {
            throw failures.doesNotFit(value);
        }

        @Override
        void malformed(int row, String text) {
            throw failures.malformed(text);
        }

        @Override
        void repeats(int row, Object key) {
            throw failures.repeats(key);
        }

        @Override
        void begin() {
            // Nothing is kept.
        }

        @Override
        boolean @Nullable [] with(boolean @Nullable [] nulls, int size) {
            return nulls;
        }
    }

    /** Each becomes a null. */
    static final class Nulls extends Misfits {
        private final boolean[] flags = new boolean[Batch.MAX_ROWS];
        private boolean hasSome;

        @Override
        void doesNotFit(int row, Object value) {
            add(row);
        }

        @Override
        void malformed(int row, String text) {
            add(row);
        }

        @Override
        void repeats(int row, Object key) {
            add(row);
        }

        private void add(int row) {
            flags[row] = true;
            hasSome = true;
        }

        @Override
        void begin() {
            if (hasSome) {
                Arrays.fill(flags, false);
                hasSome = false;
            }
        }

        @Override
        boolean @Nullable [] with(boolean @Nullable [] nulls, int size) {
            return hasSome ? Masks.either(flags, nulls, size, flags) : nulls;
        }
    }
}
