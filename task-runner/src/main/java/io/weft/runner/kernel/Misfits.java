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
    }

    /** Each becomes a null. */
    static final class Nulls extends Misfits {
        private final boolean[] flags = new boolean[Batch.MAX_ROWS];
        private boolean hasSome;

        @Override
        void doesNotFit(int row, Object value) {
            flags[row] = true;
            hasSome = true;
        }

        @Override
        void malformed(int row, String text) {
            flags[row] = true;
            hasSome = true;
        }

        /** Forgets those of the batch before. */
        void begin() {
            if (hasSome) {
                Arrays.fill(flags, false);
                hasSome = false;
            }
        }

        /** The flags with those of other nulls, valid until {@link #begin}. */
        boolean @Nullable [] with(boolean @Nullable [] nulls, int size) {
            return hasSome ? Masks.either(flags, nulls, size, flags) : nulls;
        }
    }
}
