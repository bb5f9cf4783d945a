package io.weft.plan;

import io.weft.expr.DecimalRules;
import io.weft.expr.Expression;
import io.weft.expr.Expression.Call;
import io.weft.expr.Expressions;
import io.weft.expr.Function;
import io.weft.type.DecimalType;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The equalities of a join's condition, by which rows can be looked up, and what is left of it. */
record EquiKeys(List<Pair> pairs, List<Expression> others) {
    /**
     * A key of both sides, of one type.
     *
     * @param left over the left side's columns
     * @param right over the right side's columns
     */
    record Pair(Expression left, Expression right) {}

    EquiKeys {
        pairs = List.copyOf(pairs);
        others = List.copyOf(others);
    }

    /**
     * Of the parts of a condition over the columns of both sides.
     *
     * @param leftColumns how many columns the left side has
     */
    static EquiKeys of(List<Expression> parts, int leftColumns) {
        List<Pair> pairs = new ArrayList<>();
        List<Expression> others = new ArrayList<>();
        for (Expression part : parts) {
            Optional<Pair> pair = pair(part, leftColumns);
            pair.filter(key -> !pairs.contains(key)).ifPresent(pairs::add);
            if (pair.isEmpty()) {
                others.add(part);
            }
        }
        return new EquiKeys(pairs, others);
    }

    /** The key that a part stands for. What may fail for a row that matches none is no key. */
    static Optional<Pair> pair(Expression part, int leftColumns) {
        if (!(part instanceof Call call) || call.function() != Function.EQUAL || !Expressions.neverFails(part)) {
            return Optional.empty();
        }
        return sides(call.argument(0), call.argument(1), leftColumns)
                .or(() -> sides(call.argument(1), call.argument(0), leftColumns));
    }

    /** The key of a null-aware join, which looks at every row; none where no type holds the values of both sides. */
    static Optional<Pair> member(Expression condition, int leftColumns) {
        if (!(condition instanceof Call call) || call.function() != Function.EQUAL) {
            return Optional.empty();
        }
        return common(call.argument(0), Expressions.shifted(call.argument(1), -leftColumns));
    }

    private static Optional<Pair> sides(Expression left, Expression right, int leftColumns) {
        boolean isLeft = !Expressions.columns(left).isEmpty()
                && Expressions.columns(left).length() <= leftColumns;
        boolean isRight = Expressions.columns(right).nextSetBit(0) >= leftColumns;
        return isLeft && isRight ? common(left, Expressions.shifted(right, -leftColumns)) : Optional.empty();
    }

    /** Both in one type: equal decimals of different scales have different digits. */
    private static Optional<Pair> common(Expression left, Expression right) {
        Type type = left.type();
        if (!type.equals(right.type())) {
            if (!(type instanceof DecimalType ofLeft) || !(right.type() instanceof DecimalType ofRight)) {
                return Optional.empty();
            }
            int digits = Math.max(ofLeft.precision() - ofLeft.scale(), ofRight.precision() - ofRight.scale())
                    + Math.max(ofLeft.scale(), ofRight.scale());
            if (digits > DecimalType.MAX_PRECISION) {
                return Optional.empty();
            }
            type = DecimalRules.common(ofLeft, ofRight);
        }
        return Optional.of(new Pair(Expressions.cast(left, type), Expressions.cast(right, type)));
    }
}
