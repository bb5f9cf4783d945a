package io.weft.runner.scan;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weft.runner.vector.BooleanVectorBuilder;
import io.weft.runner.vector.BytesVectorBuilder;
import io.weft.runner.vector.DoubleVectorBuilder;
import io.weft.runner.vector.IntVectorBuilder;
import io.weft.runner.vector.LongVectorBuilder;
import io.weft.runner.vector.VectorBuilder;
import io.weft.runner.vector.VectorValues;
import io.weft.type.DecimalType;
import io.weft.type.Microseconds;
import io.weft.type.SimpleType;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;

/** Takes the values of one column out of a result. */
@FunctionalInterface
interface JdbcColumnReader {
    /** The bytes of a value that is no text. */
    int FIXED = Long.BYTES;

    /** Appends the value of the result's present row, and says how many bytes that took. */
    int read(ResultSet rows, int index, VectorBuilder target) throws SQLException;

    static JdbcColumnReader of(Type type) {
        if (type instanceof DecimalType decimal) {
            return (rows, index, target) -> {
                BigDecimal value = rows.getBigDecimal(index);
                VectorValues.append(target, decimal, value);
                return 2 * FIXED;
            };
        }
        return switch ((SimpleType) type) {
            case BOOLEAN ->
                (rows, index, target) -> {
                    boolean value = rows.getBoolean(index);
                    if (rows.wasNull()) {
                        target.appendNull();
                    } else {
                        ((BooleanVectorBuilder) target).append(value);
                    }
                    return FIXED;
                };
            case TINYINT, SMALLINT, INT ->
                (rows, index, target) -> {
                    int value = rows.getInt(index);
                    if (rows.wasNull()) {
                        target.appendNull();
                    } else {
                        ((IntVectorBuilder) target).append(value);
                    }
                    return FIXED;
                };
            case BIGINT ->
                (rows, index, target) -> {
                    long value = rows.getLong(index);
                    if (rows.wasNull()) {
                        target.appendNull();
                    } else {
                        ((LongVectorBuilder) target).append(value);
                    }
                    return FIXED;
                };
            case FLOAT, DOUBLE ->
                (rows, index, target) -> {
                    double value = rows.getDouble(index);
                    if (rows.wasNull()) {
                        target.appendNull();
                    } else {
                        ((DoubleVectorBuilder) target).append(value);
                    }
                    return FIXED;
                };
            case DATE ->
                (rows, index, target) -> {
                    LocalDate value = rows.getObject(index, LocalDate.class);
                    if (value == null) {
                        target.appendNull();
                    } else {
                        ((IntVectorBuilder) target).append(Math.toIntExact(value.toEpochDay()));
                    }
                    return FIXED;
                };
            case TIMESTAMP_NTZ ->
                (rows, index, target) -> {
                    LocalDateTime value = rows.getObject(index, LocalDateTime.class);
                    if (value == null) {
                        target.appendNull();
                    } else {
                        ((LongVectorBuilder) target).append(Microseconds.of(value));
                    }
                    return FIXED;
                };
            case TIMESTAMP ->
                (rows, index, target) -> {
                    OffsetDateTime value = rows.getObject(index, OffsetDateTime.class);
                    if (value == null) {
                        target.appendNull();
                    } else {
                        ((LongVectorBuilder) target).append(Microseconds.of(value.toInstant()));
                    }
                    return FIXED;
                };
            case BINARY ->
                (rows, index, target) -> {
                    byte[] value = rows.getBytes(index);
                    if (value == null) {
                        target.appendNull();
                        return FIXED;
                    }
                    ((BytesVectorBuilder) target).append(value, 0, value.length);
                    return FIXED + value.length;
                };
            case STRING ->
                (rows, index, target) -> {
                    String value = rows.getString(index);
                    if (value == null) {
                        target.appendNull();
                        return FIXED;
                    }
                    byte[] bytes = value.getBytes(UTF_8);
                    ((BytesVectorBuilder) target).append(bytes, 0, bytes.length);
                    return FIXED + bytes.length;
                };
        };
    }
}
