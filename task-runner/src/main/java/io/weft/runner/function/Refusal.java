package io.weft.runner.function;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.expr.Expression.Invoke;

/** Words the errors of one call. */
final class Refusal {
    private final Invoke call;

    Refusal(Invoke call) {
        this.call = call;
    }

    /** There is no result for a value. */
    WeftException undefined(String reason) {
        return new WeftException(
                ErrorCode.ARITHMETIC, "Cannot compute %s: %s (filter such rows out first)", call, reason);
    }

    /** The result does not fit. */
    WeftException overflow(Object value) {
        return new WeftException(
                ErrorCode.ARITHMETIC,
                "Cannot compute %s: of %s it does not fit into %s (cast to a wider type first)",
                call,
                value,
                call.type());
    }

    /** A text is not what its pattern says. */
    WeftException malformed(String text, String pattern) {
        return new WeftException(
                ErrorCode.CAST_FAILED,
                "Cannot compute %s: '%s' is not as the pattern '%s' says (correct the data, or filter such rows out first)",
                call,
                text,
                pattern);
    }

    /** A value is not what it should be, whatever the rows. */
    WeftException invalid(String reason, String advice) {
        return new WeftException(ErrorCode.INVALID_PLAN, "Cannot compute %s: %s (%s)", call, reason, advice);
    }

    /** The results are more than memory has. */
    WeftException tooLarge(String reason, String advice) {
        return new WeftException(ErrorCode.OUT_OF_MEMORY, "Cannot compute %s: %s (%s)", call, reason, advice);
    }
}
