package io.weft.plan;

import io.weft.expr.Expression;
import io.weft.expr.Expression.Call;
import io.weft.expr.Expression.Cast;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expression.Invoke;
import io.weft.expr.Expression.Literal;
import io.weft.expr.Expression.UserCall;
import io.weft.expr.Expressions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Estimates which part of the rows meets a condition, as if its parts had nothing to do with each other. */
final class Selectivity implements Expression.Visitor<Double> {
    private static final double OF_RANGE = 0.33;
    private static final double OF_EQUALITY = 0.05;
    private static final double OF_PATTERN = 0.1;
    private static final double OF_ANYTHING = 0.33;
    private static final double OF_NULL = 0.05;

    private final Estimate rows;

    private Selectivity(Estimate rows) {
        this.rows = rows;
    }

    /** From 0 to 1. */
    static double of(Expression condition, Estimate rows) {
        return Math.min(1, Math.max(0, condition.accept(new Selectivity(rows))));
    }

    /** What is known of the values of an expression over these rows. */
    static ColumnStatistics values(Expression expression, Estimate rows) {
        if (expression instanceof InputColumn column) {
            return rows.column(column.index());
        }
        double most = 1;
        for (int column : Expressions.columns(expression).stream().toArray()) {
            most = Math.max(most, rows.column(column).distinct());
        }
        return ColumnStatistics.of(rows.rows(), most, ColumnStatistics.width(expression.type()));
    }

    @Override
    public Double column(InputColumn column) {
        return 0.5;
    }

    @Override
    public Double literal(Literal literal) {
        return Boolean.TRUE.equals(literal.value()) ? 1.0 : 0.0;
    }

    @Override
    public Double call(Call call) {
        return switch (call.function()) {
            case AND -> call.argument(0).accept(this) * call.argument(1).accept(this);
            case OR -> {
                double left = call.argument(0).accept(this);
                double right = call.argument(1).accept(this);
                yield left + right - left * right;
            }
            case NOT -> 1 - call.argument(0).accept(this);
            case IS_NULL -> OF_NULL;
            case IS_NOT_NULL -> 1 - OF_NULL;
            case EQUAL -> equality(call);
            case NOT_EQUAL -> 1 - equality(call);
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> range(call);
            default -> OF_ANYTHING;
        };
    }

    private double equality(Call call) {
        Expression left = call.argument(0);
        Expression right = call.argument(1);
        if (left instanceof InputColumn && right instanceof InputColumn) {
            return 1 / ColumnStatistics.keys(values(left, rows), values(right, rows));
        }
        double most =
                Math.max(values(left, rows).distinct(), values(right, rows).distinct());
        return left instanceof InputColumn || right instanceof InputColumn ? 1 / most : Math.max(1 / most, OF_EQUALITY);
    }

    private double range(Call call) {
        Call comparison = call.argument(0) instanceof Literal
                ? new Call(call.function().mirrored(), List.of(call.argument(1), call.argument(0)), call.type())
                : call;
        if (!(comparison.argument(0) instanceof InputColumn column)
                || !(comparison.argument(1) instanceof Literal literal)) {
            return OF_RANGE;
        }
        ColumnStatistics values = rows.column(column.index());
        double bound = number(literal);
        if (!values.hasRange() || Double.isNaN(bound)) {
            return OF_RANGE;
        }
        double width = Math.max(values.high() - values.low(), 1e-9);
        double below = Math.min(1, Math.max(0, (bound - values.low()) / width));
        return switch (comparison.function()) {
            case LESS, LESS_OR_EQUAL -> below;
            default -> 1 - below;
        };
    }

    /** A constant as statistics have it; NaN where that is no number. */
    private static double number(Literal literal) {
        Object value = literal.value();
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof LocalDate date) {
            return date.toEpochDay();
        }
        if (value instanceof LocalDateTime local) {
            return micros(local.toInstant(ZoneOffset.UTC));
        }
        return value instanceof Instant instant ? micros(instant) : Double.NaN;
    }

    private static double micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    @Override
    public Double cast(Cast cast) {
        return OF_ANYTHING;
    }

    @Override
    public Double invoke(Invoke invoke) {
        return switch (invoke.function().name()) {
            case "in" ->
                Math.min(
                        1,
                        (invoke.arguments().size() - 1)
                                / Math.max(1, values(invoke.argument(0), rows).distinct()));
            case "like", "ilike", "rlike", "startswith", "endswith", "contains" -> OF_PATTERN;
            default -> OF_ANYTHING;
        };
    }

    @Override
    public Double userCall(UserCall call) {
        return OF_ANYTHING;
    }
}
