package io.weft.runner.kernel;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BooleanVector;
import io.weft.runner.vector.DecimalVector;
import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;

/** A cast with a null for each value that it cannot keep. */
final class TriedCast implements Evaluator {
    private final Evaluator cast;
    private final Misfits.Nulls misfits;

    /** The cast tells the misfits of what does not fit. */
    TriedCast(Evaluator cast, Misfits.Nulls misfits) {
        this.cast = cast;
        this.misfits = misfits;
    }

    @Override
    public Vector evaluate(Batch batch) {
        misfits.begin();
        Vector vector = cast.evaluate(batch);
        int size = vector.size();
        boolean[] nulls = misfits.with(vector.nulls(), size);
        if (nulls == vector.nulls()) {
            return vector;
        }
        return switch (vector.kind()) {
            case BOOLEAN -> new BooleanVector(size, ((BooleanVector) vector).values(), nulls);
            case INT -> new IntVector(size, ((IntVector) vector).values(), nulls);
            case LONG -> new LongVector(size, ((LongVector) vector).values(), nulls);
            case DOUBLE -> new DoubleVector(size, ((DoubleVector) vector).values(), nulls);
            case DECIMAL -> {
                DecimalVector decimals = (DecimalVector) vector;
                yield new DecimalVector(size, decimals.low(), decimals.high(), nulls);
            }
            case BYTES, LIST, MAP, STRUCT -> throw new IllegalStateException("A cast that cannot fail");
        };
    }
}
