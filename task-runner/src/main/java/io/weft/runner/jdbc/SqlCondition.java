package io.weft.runner.jdbc;

import io.weft.expr.Expression;
import io.weft.expr.Expression.Call;
import io.weft.expr.Expression.Cast;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expression.Literal;
import io.weft.expr.Function;
import io.weft.type.DecimalType;
import io.weft.type.SimpleType;
import io.weft.type.Type;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A condition in SQL. A scan's filter is checked again on each row, so a condition made of it may hold of more rows, and of none fewer.
 * That is certain only where Weft and every database agree: on nulls, and on the order of integers, decimals, dates and timestamps. Strings have
 * collations, doubles have NaN and two zeros, and both are left to Weft.
 *
 * @param text with a {@code ?} for each parameter
 * @param parameters as rows hold them
 */
public record SqlCondition(String text, List<Object> parameters) {
    public SqlCondition {
        parameters = List.copyOf(parameters);
    }

    /** The conjunction of all; empty where there is nothing to ask. */
    public static Optional<SqlCondition> all(List<SqlCondition> conditions) {
        return conditions.isEmpty() ? Optional.empty() : Optional.of(join(conditions, " AND "));
    }

    private static SqlCondition join(List<SqlCondition> conditions, String word) {
        List<Object> parameters = new ArrayList<>();
        conditions.forEach(condition -> parameters.addAll(condition.parameters));
        String text =
                conditions.stream().map(condition -> "(" + condition.text + ")").collect(Collectors.joining(word));
        return new SqlCondition(text, parameters);
    }

    /** What can be asked of these filters, over columns of the names that they have. */
    public static List<SqlCondition> of(List<Expression> filters, SqlNames names) {
        return filters.stream()
                .map(filter -> of(filter, names))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<SqlCondition> of(Expression filter, SqlNames names) {
        if (!(filter instanceof Call call)) {
            return Optional.empty();
        }
        return switch (call.function()) {
            case AND -> all(of(call.arguments(), names));
            case OR -> either(of(call.arguments(), names));
            case IS_NULL, IS_NOT_NULL -> nullTest(call, names);
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> comparison(call, names);
            default -> Optional.empty();
        };
    }

    private static Optional<SqlCondition> either(List<SqlCondition> sides) {
        return sides.size() == 2 ? Optional.of(join(sides, " OR ")) : Optional.empty();
    }

    private static Optional<SqlCondition> nullTest(Call test, SqlNames names) {
        String question = test.function() == Function.IS_NULL ? " IS NULL" : " IS NOT NULL";
        return test.argument(0) instanceof InputColumn column
                ? Optional.of(new SqlCondition(names.quoted(column.name()) + question, List.of()))
                : Optional.empty();
    }

    private static Optional<SqlCondition> comparison(Call call, SqlNames names) {
        InputColumn column = column(call.argument(0));
        if (column != null && call.argument(1) instanceof Literal literal) {
            return comparison(column, call.function(), literal, names);
        }
        column = column(call.argument(1));
        if (column != null && call.argument(0) instanceof Literal literal) {
            return comparison(column, call.function().mirrored(), literal, names);
        }
        return Optional.empty();
    }

    private static Optional<SqlCondition> comparison(
            InputColumn column, Function function, Literal literal, SqlNames names) {
        Object value = literal.value();
        if (value == null) {
            return Optional.empty();
        }
        String name = names.quoted(column.name());
        if (value instanceof Instant || value instanceof LocalDateTime) {
            return time(name, function, value);
        }
        return Optional.of(new SqlCondition("%s %s ?".formatted(name, function.symbol()), List.of(value)));
    }

    /** A database may keep what Weft cuts off, so a value that is equal to Weft's lies within the microsecond that begins there. */
    private static Optional<SqlCondition> time(String name, Function function, Object value) {
        return switch (function) {
            case LESS, GREATER, GREATER_OR_EQUAL ->
                Optional.of(new SqlCondition("%s %s ?".formatted(name, function.symbol()), List.of(value)));
            case LESS_OR_EQUAL -> Optional.of(new SqlCondition(name + " < ?", List.of(next(value))));
            case EQUAL ->
                Optional.of(new SqlCondition("%s >= ? AND %s < ?".formatted(name, name), List.of(value, next(value))));
            default -> Optional.empty();
        };
    }

    private static Object next(Object time) {
        return time instanceof Instant moment
                ? moment.plus(1, ChronoUnit.MICROS)
                : ((LocalDateTime) time).plus(1, ChronoUnit.MICROS);
    }

    /** The column of which a comparison asks, without a cast that keeps every value. */
    private static @Nullable InputColumn column(Expression side) {
        if (side instanceof InputColumn column && isExact(column.type())) {
            return column;
        }
        boolean isWidening = side instanceof Cast cast
                && cast.input() instanceof InputColumn column
                && column.type().isInteger()
                && (isWider(cast.type(), column.type()) || cast.type() instanceof DecimalType);
        return isWidening ? (InputColumn) ((Cast) side).input() : null;
    }

    private static boolean isExact(Type type) {
        return type.isInteger()
                || type instanceof DecimalType
                || type.equals(Type.DATE)
                || type.equals(Type.TIMESTAMP)
                || type.equals(Type.TIMESTAMP_NTZ);
    }

    /** Both are integers, and a cast to the first keeps every value of the second. */
    private static boolean isWider(Type wide, Type narrow) {
        return wide.isInteger() && ((SimpleType) wide).compareTo((SimpleType) narrow) >= 0;
    }
}
