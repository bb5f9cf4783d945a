package io.weft.runner.jdbc;

import io.weft.type.DecimalType;
import io.weft.type.SimpleType;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Single values out of a result, as rows hold them. */
final class JdbcValues {
    private JdbcValues() {}

    static @Nullable Object read(ResultSet result, int index, Type type) throws SQLException {
        if (type instanceof DecimalType decimal) {
            BigDecimal number = result.getBigDecimal(index);
            return number == null ? null : number.setScale(decimal.scale());
        }
        Object value = switch ((SimpleType) type) {
            case TINYINT -> result.getByte(index);
            case SMALLINT -> result.getShort(index);
            case INT -> result.getInt(index);
            case BIGINT -> result.getLong(index);
            case DATE -> result.getObject(index, LocalDate.class);
            case TIMESTAMP_NTZ -> result.getObject(index, LocalDateTime.class);
            case TIMESTAMP -> moment(result.getObject(index, OffsetDateTime.class));
            default -> throw new IllegalArgumentException("No key has the type " + type);
        };
        return result.wasNull() ? null : value;
    }

    private static @Nullable Instant moment(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    /** What a statement takes for a value as rows hold it. */
    static Object parameter(Object value) {
        if (value instanceof Instant moment) {
            return moment.atOffset(ZoneOffset.UTC);
        }
        // Not every driver knows the short ones.
        return value instanceof Byte || value instanceof Short ? ((Number) value).intValue() : value;
    }
}
