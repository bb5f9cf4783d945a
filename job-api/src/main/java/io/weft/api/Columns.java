package io.weft.api;

import io.weft.expr.AggregateFunction;
import io.weft.expr.Expression.Literal;
import io.weft.expr.SortOrder;
import io.weft.expr.Term;
import io.weft.type.Field;
import io.weft.type.Microseconds;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/** Where columns, constants and aggregates come from. Made to be imported statically. */
public final class Columns {
    private Columns() {}

    /** The column with this name. */
    public static Column col(String name) {
        return new Column(new Term.Name(name));
    }

    /**
     * A constant: Boolean, Byte, Short, Integer, Long, Float, Double, BigDecimal, LocalDate, Instant, LocalDateTime, String or byte[]. Of a
     * time what is finer than a microsecond is cut off.
     */
    public static Column lit(Object value) {
        return Column.of(value);
    }

    /** A null of this type. */
    public static Column nullOf(Type type) {
        return new Column(new Term.Constant(new Literal(null, type)));
    }

    /** The date that {@code text} names, such as {@code 1998-09-02}. */
    public static LocalDate date(String text) {
        return LocalDate.parse(text);
    }

    /**
     * The moment that {@code text} names, such as {@code 1998-09-02T13:05:00Z} or {@code 1998-09-02 13:05:00.25 Europe/Zurich}.
     *
     * @throws java.time.DateTimeException if it is no such text, or names no zone
     */
    public static Instant timestamp(String text) {
        return Microseconds.parse(text);
    }

    /**
     * The date and time without a zone that {@code text} names, such as {@code 1998-09-02 13:05:00}.
     *
     * @throws java.time.DateTimeException if it is no such text, or names a zone
     */
    public static LocalDateTime timestampNtz(String text) {
        return Microseconds.parseLocal(text);
    }

    /** The decimal that {@code text} names, with as many digits after the point as it has. */
    public static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }

    /** The number of rows. */
    public static Column count() {
        return new Column(new Term.Aggregated(AggregateFunction.COUNT, List.of()));
    }

    /** The number of rows in which the column is not null. */
    public static Column count(String column) {
        return count(col(column));
    }

    public static Column count(Column column) {
        return aggregate(AggregateFunction.COUNT, column);
    }

    public static Column sum(String column) {
        return sum(col(column));
    }

    public static Column sum(Column column) {
        return aggregate(AggregateFunction.SUM, column);
    }

    public static Column avg(String column) {
        return avg(col(column));
    }

    public static Column avg(Column column) {
        return aggregate(AggregateFunction.AVG, column);
    }

    public static Column min(String column) {
        return min(col(column));
    }

    public static Column min(Column column) {
        return aggregate(AggregateFunction.MIN, column);
    }

    public static Column max(String column) {
        return max(col(column));
    }

    public static Column max(Column column) {
        return aggregate(AggregateFunction.MAX, column);
    }

    /** Lesser values first, nulls before them. */
    public static Ordering asc(String column) {
        return asc(col(column));
    }

    /** Lesser values first, nulls before them. */
    public static Ordering asc(Column column) {
        return new Ordering(column, SortOrder.ASC_NULLS_FIRST);
    }

    /** Lesser values first, nulls after them. */
    public static Ordering ascNullsLast(String column) {
        return ascNullsLast(col(column));
    }

    /** Lesser values first, nulls after them. */
    public static Ordering ascNullsLast(Column column) {
        return new Ordering(column, SortOrder.ASC_NULLS_LAST);
    }

    /** Greater values first, nulls after them. */
    public static Ordering desc(String column) {
        return desc(col(column));
    }

    /** Greater values first, nulls after them. */
    public static Ordering desc(Column column) {
        return new Ordering(column, SortOrder.DESC_NULLS_LAST);
    }

    /** Greater values first, nulls before them. */
    public static Ordering descNullsFirst(String column) {
        return descNullsFirst(col(column));
    }

    /** Greater values first, nulls before them. */
    public static Ordering descNullsFirst(Column column) {
        return new Ordering(column, SortOrder.DESC_NULLS_FIRST);
    }

    /** Joins rows that are equal in these columns, which both sides have and the result has once. */
    public static Using using(String... columns) {
        return new Using(List.of(columns));
    }

    /**
     * Beside the aggregates of {@link Dataset#rollup}, {@link Dataset#cube} or {@link Dataset#groupingSets}: 1 where the key with this name
     * is left out of the grouping that a row is of, so that its null stands for all values; else 0.
     */
    public static Column grouping(String key) {
        return new Column(new Term.Grouping(key));
    }

    /** The schema of what a user's function emits. */
    public static Schema schema(Field... fields) {
        return Schema.of(fields);
    }

    /** A column of a schema. */
    public static Field field(String name, Type type) {
        return new Field(name, type);
    }

    private static Column aggregate(AggregateFunction function, Column column) {
        return new Column(new Term.Aggregated(function, List.of(column.term())));
    }
}
