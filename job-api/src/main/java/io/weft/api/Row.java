package io.weft.api;

import io.weft.type.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row, as user functions and clients see it.
 *
 * <p>A row that is handed to a user's function is valid during the call alone: what is kept is copied with {@link #copy}. The
 * values are Boolean, Byte (tinyint), Short (smallint), Integer (int), Long (bigint), Float, Double, BigDecimal, LocalDate, Instant
 * (timestamp), LocalDateTime (timestamp_ntz), String, byte[] (binary), List (list), Map (map, in the order of its entries), Row (struct), or
 * null.
 */
public interface Row {
    Schema schema();

    /** The value of the column at this position. */
    @Nullable Object value(int column);

    /**
     * The value of the column with this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    default @Nullable Object value(String column) {
        int index = schema().indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException("No column '" + column + "'; the columns are " + schema().names());
        }
        return value(index);
    }

    default boolean isNull(String column) {
        return value(column) == null;
    }

    /** The value of a boolean column that is not null. */
    default boolean bool(String column) {
        return notNull(column, Boolean.class);
    }

    /** The value of a tinyint column that is not null. */
    default byte tinyint(String column) {
        return notNull(column, Byte.class);
    }

    /** The value of a smallint column that is not null. */
    default short smallint(String column) {
        return notNull(column, Short.class);
    }

    /** The value of an int column that is not null. */
    default int integer(String column) {
        return notNull(column, Integer.class);
    }

    /** The value of a bigint column that is not null. */
    default long bigint(String column) {
        return notNull(column, Long.class);
    }

    /** The value of a float column that is not null. */
    default float float32(String column) {
        return notNull(column, Float.class);
    }

    /** The value of a double column that is not null. */
    default double float64(String column) {
        return notNull(column, Double.class);
    }

    /** The value of a decimal column that is not null. */
    default BigDecimal decimal(String column) {
        return notNull(column, BigDecimal.class);
    }

    /** The value of a date column that is not null. */
    default LocalDate date(String column) {
        return notNull(column, LocalDate.class);
    }

    /** The value of a timestamp column that is not null. */
    default Instant timestamp(String column) {
        return notNull(column, Instant.class);
    }

    /** The value of a timestamp_ntz column that is not null. */
    default LocalDateTime timestampNtz(String column) {
        return notNull(column, LocalDateTime.class);
    }

    /** The value of a binary column that is not null, in an array of its own. */
    default byte[] binary(String column) {
        return notNull(column, byte[].class);
    }

    /** The value of a list column that is not null; its elements are what a row holds for their type, and may be null. */
    @SuppressWarnings("unchecked")
    default List<@Nullable Object> list(String column) {
        return notNull(column, List.class);
    }

    /** The value of a map column that is not null, in the order of its entries; its values may be null. */
    @SuppressWarnings("unchecked")
    default Map<Object, @Nullable Object> map(String column) {
        return notNull(column, Map.class);
    }

    /** The value of a struct column that is not null. */
    default Row struct(String column) {
        return notNull(column, Row.class);
    }

    /** The value of a string column that is not null. */
    default String string(String column) {
        return notNull(column, String.class);
    }

    private <T> T notNull(String column, Class<T> type) {
        Object value = value(column);
        if (value == null) {
            throw new NullPointerException("Column '" + column + "' is null in this row (ask isNull first)");
        }
        if (!type.isInstance(value)) {
            throw new ClassCastException("Column '%s' is a %s, not a %s"
                    .formatted(column, value.getClass().getSimpleName(), type.getSimpleName()));
        }
        return type.cast(value);
    }

    /** All values in the order of the columns, in a list of its own. */
    default List<@Nullable Object> values() {
        @Nullable Object[] values = new Object[schema().size()];
        for (int column = 0; column < values.length; column++) {
            values[column] = value(column);
        }
        return Arrays.asList(values);
    }

    /** A row with the same values that may be kept. */
    default Row copy() {
        return of(schema(), values());
    }

    /**
     * A row of these values.
     *
     * @throws IllegalArgumentException if their number is not that of the columns
     */
    static Row of(Schema schema, List<@Nullable Object> values) {
        return new ValuesRow(schema, values);
    }
}
