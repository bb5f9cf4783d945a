package io.weft.runner.scan;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.weft.expr.Expression;
import io.weft.expr.Expression.Call;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expression.Invoke;
import io.weft.expr.Expression.Literal;
import io.weft.expr.Function;
import io.weft.runner.function.LikeBeginning;
import io.weft.type.DecimalType;
import io.weft.type.SimpleType;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.orc.storage.common.type.HiveDecimal;
import org.apache.orc.storage.ql.io.sarg.PredicateLeaf;
import org.apache.orc.storage.ql.io.sarg.SearchArgument;
import org.apache.orc.storage.ql.io.sarg.SearchArgument.TruthValue;
import org.apache.orc.storage.ql.io.sarg.SearchArgumentFactory;
import org.apache.orc.storage.serde2.io.HiveDecimalWritable;
import org.jspecify.annotations.Nullable;

/**
 * What ORC is asked to look for: as much of a scan's filters as it understands in the same way. It may give more rows than match, and
 * must not leave one out: so doubles that are NaN or zero, and strings beyond ASCII, of which ORC has another order, are not asked for.
 */
final class OrcSearch {
    /** Before this day, java.sql.Date has other names for days. */
    private static final LocalDate GREGORIAN = LocalDate.of(1582, 10, 15);

    private static final char LAST_ASCII = 0x7F;

    private final SearchArgument.Builder builder;

    private OrcSearch(SearchArgument.Builder builder) {
        this.builder = builder;
    }

    /** A literal as ORC wants it. */
    private record Value(PredicateLeaf.Type type, Object value) {}

    /** Null where nothing can be asked. */
    static @Nullable SearchArgument of(List<Expression> filters) {
        List<Expression> understood =
                filters.stream().map(OrcSearch::plain).filter(Objects::nonNull).toList();
        if (understood.isEmpty()) {
            return null;
        }
        SearchArgument.Builder builder = SearchArgumentFactory.newBuilder();
        OrcSearch search = new OrcSearch(builder);
        builder.startAnd();
        understood.forEach(search::add);
        return builder.end().build();
    }

    /** What is understood of a filter, in comparisons and tests for null alone; it holds wherever the filter does. Null where that is nothing. */
    private static @Nullable Expression plain(Expression filter) {
        if (filter instanceof Invoke invoke) {
            return switch (invoke.function().name()) {
                case "in" -> membership(invoke);
                case "like", "startswith" -> beginning(invoke);
                default -> null;
            };
        }
        if (!(filter instanceof Call call)) {
            return null;
        }
        return switch (call.function()) {
            case AND -> {
                Expression left = plain(call.argument(0));
                Expression right = plain(call.argument(1));
                yield left == null || right == null ? (left == null ? right : left) : both(Function.AND, left, right);
            }
            case OR -> either(plain(call.argument(0)), plain(call.argument(1)));
            default -> isUnderstood(call) ? call : null;
        };
    }

    private static @Nullable Expression either(@Nullable Expression left, @Nullable Expression right) {
        return left == null || right == null ? null : both(Function.OR, left, right);
    }

    private static Expression both(Function function, Expression left, Expression right) {
        return new Call(function, List.of(left, right), Type.BOOLEAN);
    }

    /** A value that equals one of several equals none that is null. */
    private static @Nullable Expression membership(Invoke call) {
        List<Expression> equals = new ArrayList<>();
        for (Expression one : call.arguments().subList(1, call.arguments().size())) {
            if (one instanceof Literal literal && literal.value() == null) {
                continue;
            }
            Expression equal = plain(both(Function.EQUAL, call.argument(0), one));
            if (equal == null) {
                return null;
            }
            equals.add(equal);
        }
        return equals.isEmpty() ? null : any(equals);
    }

    /** Halved again and again: a list may be long, and a search argument is built by recursion. */
    private static Expression any(List<Expression> conditions) {
        int half = conditions.size() / 2;
        return half == 0
                ? conditions.get(0)
                : both(Function.OR, any(conditions.subList(0, half)), any(conditions.subList(half, conditions.size())));
    }

    /** Texts with a common beginning follow each other, between it and the next text of its length. */
    private static @Nullable Expression beginning(Invoke call) {
        String beginning = new String(LikeBeginning.of(call), UTF_8);
        int length = 0;
        while (length < beginning.length() && beginning.charAt(length) < LAST_ASCII) {
            length++;
        }
        if (length == 0) {
            return null;
        }
        String last = beginning.substring(0, length - 1) + (char) (beginning.charAt(length - 1) + 1);
        Expression text = call.argument(0);
        return plain(both(
                Function.AND,
                both(Function.GREATER_OR_EQUAL, text, new Literal(beginning.substring(0, length), Type.STRING)),
                both(Function.LESS, text, new Literal(last, Type.STRING))));
    }

    private static boolean isUnderstood(Call call) {
        return switch (call.function()) {
            case IS_NULL, IS_NOT_NULL ->
                call.argument(0) instanceof InputColumn column
                        && leafType(column.type()).isPresent();
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                value(call).isPresent();
            default -> false;
        };
    }

    private static Optional<Value> value(Call comparison) {
        if (comparison.argument(0) instanceof InputColumn column && comparison.argument(1) instanceof Literal literal) {
            return value(column, literal);
        }
        if (comparison.argument(1) instanceof InputColumn column && comparison.argument(0) instanceof Literal literal) {
            return value(column, literal);
        }
        return Optional.empty();
    }

    private static Optional<Value> value(InputColumn column, Literal literal) {
        Object value = literal.value();
        if (value == null) {
            return Optional.empty();
        }
        return leafType(column.type()).flatMap(type -> converted(value).map(known -> new Value(type, known)));
    }

    private static Optional<PredicateLeaf.Type> leafType(Type type) {
        if (type instanceof DecimalType) {
            return Optional.of(PredicateLeaf.Type.DECIMAL);
        }
        if (!(type instanceof SimpleType simple)) {
            return Optional.empty();
        }
        return switch (simple) {
            case BOOLEAN -> Optional.of(PredicateLeaf.Type.BOOLEAN);
            case TINYINT, SMALLINT, INT, BIGINT -> Optional.of(PredicateLeaf.Type.LONG);
            case FLOAT, DOUBLE -> Optional.of(PredicateLeaf.Type.FLOAT);
            case DATE -> Optional.of(PredicateLeaf.Type.DATE);
            case STRING -> Optional.of(PredicateLeaf.Type.STRING);
            // ORC keeps nanoseconds, and has no statistics of bytes.
            case TIMESTAMP, TIMESTAMP_NTZ, BINARY -> Optional.empty();
        };
    }

    private static Optional<Object> converted(Object value) {
        if (value instanceof BigDecimal number) {
            HiveDecimal decimal = HiveDecimal.create(number);
            return decimal == null ? Optional.empty() : Optional.of(new HiveDecimalWritable(decimal));
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return number == 0 || Double.isNaN(number) ? Optional.empty() : Optional.of(number);
        }
        if (value instanceof Number number) {
            return Optional.of(number.longValue());
        }
        if (value instanceof LocalDate date) {
            return date.isBefore(GREGORIAN) ? Optional.empty() : Optional.of(Date.valueOf(date));
        }
        if (value instanceof String text) {
            return US_ASCII.newEncoder().canEncode(text) ? Optional.of(text) : Optional.empty();
        }
        return value instanceof Boolean ? Optional.of(value) : Optional.empty();
    }

    /** Adds an expression that is understood. */
    private void add(Expression filter) {
        Call call = (Call) filter;
        switch (call.function()) {
            case AND -> {
                builder.startAnd();
                call.arguments().forEach(this::add);
                builder.end();
            }
            case OR -> {
                builder.startOr();
                call.arguments().forEach(this::add);
                builder.end();
            }
            case IS_NULL -> addNullTest(call);
            case IS_NOT_NULL -> {
                builder.startNot();
                addNullTest(call);
                builder.end();
            }
            default -> addComparison(call);
        }
    }

    private void addNullTest(Call test) {
        InputColumn column = (InputColumn) test.argument(0);
        builder.isNull(column.name(), leafType(column.type()).orElseThrow());
    }

    private void addComparison(Call call) {
        boolean isColumnFirst = call.argument(0) instanceof InputColumn;
        InputColumn column = (InputColumn) call.argument(isColumnFirst ? 0 : 1);
        Value literal = value(call).orElseThrow();
        Function function = isColumnFirst ? call.function() : call.function().mirrored();
        String name = column.name();
        switch (function) {
            case EQUAL -> builder.equals(name, literal.type(), literal.value());
            case LESS -> builder.lessThan(name, literal.type(), literal.value());
            case LESS_OR_EQUAL -> builder.lessThanEquals(name, literal.type(), literal.value());
            case NOT_EQUAL ->
                builder.startNot().equals(name, literal.type(), literal.value()).end();
            case GREATER ->
                builder.startNot()
                        .lessThanEquals(name, literal.type(), literal.value())
                        .end();
            case GREATER_OR_EQUAL ->
                builder.startNot()
                        .lessThan(name, literal.type(), literal.value())
                        .end();
            default -> builder.literal(TruthValue.YES_NO_NULL);
        }
    }
}
