package io.weft.runner.kernel;

import io.weft.api.ValueText;
import io.weft.runner.vector.BooleanVector;
import io.weft.runner.vector.DecimalVector;
import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.VectorValues;
import io.weft.type.DecimalType;
import io.weft.type.Microseconds;
import io.weft.type.SimpleType;
import io.weft.type.Type;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** How the values of each type are written as strings. */
final class TextWriters {
    private TextWriters() {}

    /**
     * @param zone of the local time that a timestamp is written as
     */
    static TextMapping.Writer of(Type type, ZoneId zone) {
        if (type instanceof DecimalType decimal) {
            return (vector, row) -> DecimalCasts.text((DecimalVector) vector, row, decimal.scale());
        }
        if (type.isNested()) {
            ValueText text = new ValueText(zone);
            return (vector, row) -> text.json(VectorValues.value(vector, row, type));
        }
        return switch ((SimpleType) type) {
            case BOOLEAN -> (vector, row) -> Boolean.toString(((BooleanVector) vector).value(row));
            case TINYINT, SMALLINT, INT -> (vector, row) -> Integer.toString(((IntVector) vector).value(row));
            case BIGINT -> (vector, row) -> Long.toString(((LongVector) vector).value(row));
            case FLOAT -> (vector, row) -> Float.toString((float) ((DoubleVector) vector).value(row));
            case DOUBLE -> (vector, row) -> Double.toString(((DoubleVector) vector).value(row));
            case DATE ->
                (vector, row) ->
                        LocalDate.ofEpochDay(((IntVector) vector).value(row)).toString();
            case TIMESTAMP ->
                (vector, row) -> Microseconds.text(
                        LocalDateTime.ofInstant(Microseconds.instant(((LongVector) vector).value(row)), zone));
            case TIMESTAMP_NTZ ->
                (vector, row) -> Microseconds.text(Microseconds.local(((LongVector) vector).value(row)));
            case STRING, BINARY -> throw new IllegalArgumentException("A string already: " + type);
        };
    }
}
