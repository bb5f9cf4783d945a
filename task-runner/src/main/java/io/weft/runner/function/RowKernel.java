package io.weft.runner.function;

import io.weft.expr.ScalarFunction.NullRule;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import org.jspecify.annotations.Nullable;

/** Calls a function for each selected row; a strict one only where no argument is null. */
final class RowKernel<O extends Output> implements Kernel {
    private final RowFunction<? super O> function;
    private final O out;
    private final NullRule nullRule;
    private final Arguments in = new Arguments();
    private final boolean[] nullFlags = new boolean[Batch.MAX_ROWS];

    RowKernel(RowFunction<? super O> function, O out, NullRule nullRule) {
        this.function = function;
        this.out = out;
        this.nullRule = nullRule;
    }

    @Override
    public Vector compute(Vector[] arguments, Batch batch) {
        boolean[] nulls = nullRule == NullRule.STRICT ? nulls(arguments, batch.rowCount()) : null;
        in.startWith(arguments);
        out.start(batch.rowCount());
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            in.moveTo(row);
            out.moveTo(row);
            if (nulls != null && nulls[row]) {
                out.putNull();
            } else {
                function.compute(in, out);
            }
        }
        return out.vector();
    }

    /** The rows in which an argument is null, or null where there is none. */
    private boolean @Nullable [] nulls(Vector[] arguments, int size) {
        boolean[] nulls = null;
        for (Vector argument : arguments) {
            boolean[] other = argument.nulls();
            if (other == null || other == nulls) {
                continue;
            }
            if (nulls == null) {
                nulls = other;
                continue;
            }
            for (int row = 0; row < size; row++) {
                nullFlags[row] = nulls[row] || other[row];
            }
            nulls = nullFlags;
        }
        return nulls;
    }
}
