package io.weft.runner.kernel;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.expr.Expression;
import io.weft.expr.Function;
import io.weft.type.DecimalType;
import io.weft.type.Type;

/** Words the errors of one expression. */
final class Failures {
    private static final int LONGEST_TEXT = 60;

    private final Expression expression;

    Failures(Expression expression) {
        this.expression = expression;
    }

    WeftException overflow(Function function, Object left, Object right) {
        return overflow(left + " " + function.symbol() + " " + right);
    }

    /** The same for a function of one value. */
    WeftException overflow(Function function, Object value) {
        return overflow(function.symbol() + "(" + value + ")");
    }

    private WeftException overflow(String computation) {
        return new WeftException(
                ErrorCode.ARITHMETIC,
                "Cannot compute %s: %s does not fit into %s (%s)",
                expression,
                computation,
                expression.type(),
                widening(expression.type()));
    }

    private static String widening(Type type) {
        if (type.isInteger() && !type.equals(Type.BIGINT)) {
            return "cast one side to bigint";
        }
        return type instanceof DecimalType
                ? "cast one side to double, or to fewer digits"
                : "cast one side to decimal(20,0)";
    }

    WeftException divisionByZero(Function function, Object left, Object right) {
        return new WeftException(
                ErrorCode.ARITHMETIC,
                "Cannot compute %s: %s %s %s divides by zero (filter such rows out first)",
                expression,
                left,
                function.symbol(),
                right);
    }

    /** A number that a cast cannot keep. */
    WeftException doesNotFit(Object value) {
        return new WeftException(
                ErrorCode.CAST_FAILED,
                "Cannot compute %s: %s does not fit into %s (cast to a wider type, or filter such rows out first)",
                expression,
                value,
                expression.type());
    }

    /** Two keys of a map that a cast makes the same. */
    WeftException repeats(Object key) {
        return new WeftException(
                ErrorCode.CAST_FAILED,
                "Cannot compute %s: two keys of a map become %s (cast them to a type that keeps them apart, or filter such rows"
                        + " out first)",
                expression,
                key);
    }

    /** A text that a cast cannot read. */
    WeftException malformed(String text) {
        String shown = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
        return new WeftException(
                ErrorCode.CAST_FAILED,
                "Cannot compute %s: '%s' is not a value of type %s (correct the data, or filter such rows out first)",
                expression,
                shown,
                expression.type());
    }
}
