package io.weft.expr;

import io.weft.expr.Expression.Literal;
import io.weft.type.DecimalType;
import io.weft.type.Type;
import java.util.List;
import java.util.Objects;

/** Result types of functions that round, as Spark has them: a decimal may need one more digit before the point. */
final class RoundingRules {
    private RoundingRules() {}

    /** The type of a number rounded to as many digits as the second argument, a constant, says; none where it is missing. */
    static Type result(List<Expression> arguments) {
        Type type = arguments.get(0).type();
        if (!(type instanceof DecimalType decimal)) {
            return type;
        }
        int digits = arguments.size() > 1 && arguments.get(1) instanceof Literal literal
                ? (Integer) Objects.requireNonNull(literal.value())
                : 0;
        if (digits < 0) {
            return DecimalRules.bounded(Math.max(decimal.integerDigits() + 1, 1 - Math.max(digits, -38)), 0);
        }
        int scale = Math.min(digits, decimal.scale());
        return DecimalRules.bounded(decimal.integerDigits() + 1 + scale, scale);
    }

    /** The type of the whole number beside a number. */
    static Type whole(List<Expression> arguments) {
        Type type = arguments.get(0).type();
        return type instanceof DecimalType ? result(arguments.subList(0, 1)) : Type.BIGINT;
    }
}
