package io.weft.plan;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.expr.Expression;
import io.weft.type.Field;
import io.weft.type.Schema;

/** Refuses steps that would have to compare values of types which have no equality, or no order. */
final class ComparedColumns {
    private ComparedColumns() {}

    /** For steps that compare whole rows. */
    static void requireEquality(Step step, Schema schema) {
        for (Field field : schema.fields()) {
            if (!field.type().hasEquality()) {
                throw new WeftException(
                        ErrorCode.TYPE_MISMATCH,
                        "Cannot compute '%s': column '%s' is a %s, and maps are not equal or unequal"
                                + " (leave it out, or select what is in it)",
                        step,
                        field.name(),
                        field.type());
            }
        }
    }

    /** For keys of groups. */
    static void requireEquality(Expression key) {
        if (!key.type().hasEquality()) {
            throw new WeftException(
                    ErrorCode.TYPE_MISMATCH,
                    "Cannot group by %s: it is a %s, and maps are not equal or unequal (group by what is in them)",
                    key,
                    key.type());
        }
    }

    /** For what rows are sorted by. */
    static void requireOrder(Step step, Expression key) {
        if (key.type().isNested()) {
            throw new WeftException(
                    ErrorCode.TYPE_MISMATCH,
                    "Cannot compute '%s': %s is a %s, whose values have no order (take an element or a field of it)",
                    step,
                    key,
                    key.type());
        }
    }
}
