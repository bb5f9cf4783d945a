package io.weft.runner.kernel;

import io.weft.runner.vector.BooleanVector;
import io.weft.runner.vector.Vector;
import org.jspecify.annotations.Nullable;

/** Holds where a boolean is true, or where it is false. */
final class BooleanTest extends ValueTest {
    private final boolean wanted;

    private BooleanTest(Evaluator input, boolean wanted) {
        super(input);
        this.wanted = wanted;
    }

    static BooleanTest isTrue(Evaluator input) {
        return new BooleanTest(input, true);
    }

    static BooleanTest isFalse(Evaluator input) {
        return new BooleanTest(input, false);
    }

    @Override
    int test(Vector vector, int @Nullable [] positions, int count, int[] out) {
        boolean[] values = ((BooleanVector) vector).values();
        return wanted
                ? Positions.where(values, positions, count, out)
                : Positions.whereNot(values, positions, count, out);
    }
}
