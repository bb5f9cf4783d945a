package io.weft.runner.kernel;

import io.weft.api.ValueFunction;
import io.weft.error.ErrorCode;
import io.weft.error.FunctionFailure;
import io.weft.error.WeftException;
import io.weft.expr.Expression;
import io.weft.expr.Expression.UserCall;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BatchRow;
import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorBuilder;
import io.weft.runner.vector.VectorValues;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls a user's function for each selected row. */
final class UserCallEvaluator implements Evaluator {
    private final UserCall call;
    private final ValueFunction function;
    private final List<Evaluator> arguments;
    private final BatchRow row;
    private final VectorBuilder builder;

    /**
     * @throws IllegalArgumentException if the call has no instance of its function
     */
    UserCallEvaluator(UserCall call, List<Evaluator> arguments) {
        if (!(call.function().instance() instanceof ValueFunction instance)) {
            throw new IllegalArgumentException("No instance of the user's function in " + call);
        }
        this.call = call;
        this.function = instance;
        this.arguments = List.copyOf(arguments);
        this.row = new BatchRow(
                schema(call.arguments().stream().map(Expression::type).toList()));
        this.builder = VectorBuilder.of(call.type(), Batch.MAX_ROWS);
    }

    private static Schema schema(List<Type> types) {
        List<Field> fields = new ArrayList<>();
        for (Type type : types) {
            fields.add(new Field(Integer.toString(fields.size() + 1), type));
        }
        return new Schema(fields);
    }

    @Override
    public Vector evaluate(Batch batch) {
        List<Vector> vectors = new ArrayList<>();
        for (Evaluator argument : arguments) {
            vectors.add(argument.evaluate(batch));
        }
        Batch values = new Batch(batch.rowCount(), vectors);
        int next = 0;
        for (int index = 0; index < batch.selectedCount(); index++) {
            int position = batch.position(index);
            skip(position - next);
            row.moveTo(values, position);
            append(value());
            next = position + 1;
        }
        AuthorCode.hasReturned();
        skip(batch.rowCount() - next);
        return builder.build();
    }

    private void skip(int rows) {
        for (int skipped = 0; skipped < rows; skipped++) {
            builder.appendNull();
        }
    }

    private @Nullable Object value() {
        try {
            return function.apply(row);
        } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
            throw FunctionFailure.of("compute " + call, e);
        }
    }

    private void append(@Nullable Object value) {
        try {
            VectorValues.append(builder, call.type(), value);
        } catch (IllegalArgumentException e) {
            throw WeftException.causedBy(
                    e,
                    ErrorCode.FUNCTION_FAILED,
                    "Cannot compute %s: the job's function gave what is no %s: %s (mend the function, or declare another type)",
                    call,
                    call.type(),
                    e.getMessage());
        }
    }
}
