package io.weft.runner.kernel;

import io.weft.runner.vector.BooleanVector;
import io.weft.runner.vector.DecimalVector;
import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.LongVector;
import io.weft.type.DecimalType;
import io.weft.type.SimpleType;
import io.weft.type.Type;
import java.time.LocalDate;

/** How the values of each type are written as strings. */
final class TextWriters {
    private TextWriters() {}

    static TextMapping.Writer of(Type type) {
        if (type instanceof DecimalType decimal) {
            return (vector, row) -> DecimalCasts.text((DecimalVector) vector, row, decimal.scale());
        }
        return switch ((SimpleType) type) {
            case BOOLEAN -> (vector, row) -> Boolean.toString(((BooleanVector) vector).value(row));
            case INT -> (vector, row) -> Integer.toString(((IntVector) vector).value(row));
            case BIGINT -> (vector, row) -> Long.toString(((LongVector) vector).value(row));
            case DOUBLE -> (vector, row) -> Double.toString(((DoubleVector) vector).value(row));
            case DATE ->
                (vector, row) ->
                        LocalDate.ofEpochDay(((IntVector) vector).value(row)).toString();
            case STRING -> throw new IllegalArgumentException("A string is a string already");
        };
    }
}
