package io.weft.runner.function;

import io.weft.expr.Expression.Invoke;
import io.weft.expr.ScalarFunction.NullRule;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorBuilder;

/** Calls a function for each selected row that appends one value of any type; a strict one only where no argument is null. */
final class BuilderKernel implements Kernel {
    private final Appender function;
    private final NullRule nullRule;
    private final VectorBuilder out;
    private final Arguments in = new Arguments();

    BuilderKernel(Invoke call, Appender function) {
        this.function = function;
        this.nullRule = call.function().nullRule();
        this.out = VectorBuilder.of(call.type(), Batch.MAX_ROWS);
    }

    /** Appends one value or null. */
    interface Appender {
        void append(Arguments in, VectorBuilder out);
    }

    @Override
    public Vector compute(Vector[] arguments, Batch batch) {
        in.startWith(arguments);
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            skipTo(row);
            in.moveTo(row);
            if (nullRule == NullRule.STRICT && hasNull()) {
                out.appendNull();
            } else {
                function.append(in, out);
            }
        }
        skipTo(batch.rowCount());
        return out.build();
    }

    private boolean hasNull() {
        for (int index = 0; index < in.count(); index++) {
            if (in.isNull(index)) {
                return true;
            }
        }
        return false;
    }

    private void skipTo(int row) {
        while (out.size() < row) {
            out.appendNull();
        }
    }
}
