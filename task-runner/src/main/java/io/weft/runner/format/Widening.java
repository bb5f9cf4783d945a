package io.weft.runner.format;

import io.weft.type.DecimalType;
import io.weft.type.SimpleType;
import io.weft.type.Type;
import java.util.Optional;

/** Which types of a column in one file may be read as another that all files share: those that keep every value. */
public final class Widening {
    private Widening() {}

    /** Whether every value of {@code from} is one of {@code to}, exactly. */
    public static boolean isSafe(Type from, Type to) {
        if (from.equals(to)) {
            return true;
        }
        if (from instanceof SimpleType narrow && to instanceof SimpleType wide) {
            return isSafe(narrow, wide);
        }
        return from instanceof DecimalType narrow
                && to instanceof DecimalType wide
                && wide.scale() >= narrow.scale()
                && wide.precision() - wide.scale() >= narrow.precision() - narrow.scale();
    }

    private static boolean isSafe(SimpleType from, SimpleType to) {
        return switch (from) {
            case TINYINT, SMALLINT, INT -> to == SimpleType.DOUBLE || (to.isInteger() && to.compareTo(from) > 0);
            case FLOAT -> to == SimpleType.DOUBLE;
            default -> false;
        };
    }

    /** The narrowest type that has all values of both, if there is one. */
    public static Optional<Type> common(Type left, Type right) {
        if (isSafe(left, right)) {
            return Optional.of(right);
        }
        if (isSafe(right, left)) {
            return Optional.of(left);
        }
        if (left instanceof DecimalType one && right instanceof DecimalType other) {
            int scale = Math.max(one.scale(), other.scale());
            int digits = Math.max(one.precision() - one.scale(), other.precision() - other.scale());
            return digits + scale > DecimalType.MAX_PRECISION
                    ? Optional.empty()
                    : Optional.of(Type.decimal(digits + scale, scale));
        }
        return Optional.empty();
    }
}
