package io.weft.expr;

import io.weft.type.Type;

/** Which explicit casts there are; docs/semantics.md says what each does. */
public final class CastRules {
    private CastRules() {}

    /** Whether values of one type can be cast to the other, as far as types tell: a value may still not fit. */
    public static boolean exists(Type from, Type to) {
        if (from.equals(to) || to.equals(Type.STRING) || (from.equals(Type.STRING) && !to.isNested())) {
            return true;
        }
        return (isTruthOrNumber(from) && isTruthOrNumber(to)) || (isTime(from) && isTime(to));
    }

    private static boolean isTruthOrNumber(Type type) {
        return type.equals(Type.BOOLEAN) || type.isNumeric();
    }

    private static boolean isTime(Type type) {
        return type.equals(Type.DATE) || type.equals(Type.TIMESTAMP) || type.equals(Type.TIMESTAMP_NTZ);
    }
}
