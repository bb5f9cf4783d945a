package io.weft.expr;

import io.weft.type.DecimalType;
import io.weft.type.SimpleType;
import io.weft.type.Type;

/**
 * Result types of decimal arithmetic, as Hive and Spark have them (Spark's DecimalPrecision, Hive's HIVE-15331): the type that
 * holds every exact result, and where that has more than 38 digits, digits after the point are given up, but at most down to six.
 */
public final class DecimalRules {
    private static final int LEAST_KEPT_SCALE = 6;

    private DecimalRules() {}

    /** The type of {@code left function right}. */
    public static DecimalType result(Function function, DecimalType left, DecimalType right) {
        int scale = Math.max(left.scale(), right.scale());
        return switch (function) {
            case ADD, SUBTRACT -> adjusted(Math.max(left.integerDigits(), right.integerDigits()) + scale + 1, scale);
            case MULTIPLY -> adjusted(left.precision() + right.precision() + 1, left.scale() + right.scale());
            case DIVIDE -> {
                int quotientScale = Math.max(LEAST_KEPT_SCALE, left.scale() + right.precision() + 1);
                yield adjusted(left.integerDigits() + right.scale() + quotientScale, quotientScale);
            }
            case MODULO -> adjusted(Math.min(left.integerDigits(), right.integerDigits()) + scale, scale);
            default -> throw new IllegalArgumentException("Not decimal arithmetic: " + function);
        };
    }

    /** The type that holds the values of both, as far as 38 digits do. */
    public static DecimalType common(DecimalType left, DecimalType right) {
        int scale = Math.max(left.scale(), right.scale());
        return adjusted(Math.max(left.integerDigits(), right.integerDigits()) + scale, scale);
    }

    /** The decimal that holds every value of an integer type. */
    public static DecimalType ofInteger(Type type) {
        return switch ((SimpleType) type) {
            case TINYINT -> Type.decimal(3, 0);
            case SMALLINT -> Type.decimal(5, 0);
            case INT -> Type.decimal(10, 0);
            case BIGINT -> Type.decimal(20, 0);
            default -> throw new IllegalArgumentException("Not an integer: " + type);
        };
    }

    /** Cuts precision and scale at 38 each. */
    static DecimalType bounded(int precision, int scale) {
        return Type.decimal(Math.min(precision, DecimalType.MAX_PRECISION), Math.min(scale, DecimalType.MAX_PRECISION));
    }

    private static DecimalType adjusted(int precision, int scale) {
        if (precision <= DecimalType.MAX_PRECISION) {
            return Type.decimal(Math.max(1, precision), scale);
        }
        int integerDigits = precision - scale;
        int kept = Math.max(DecimalType.MAX_PRECISION - integerDigits, Math.min(scale, LEAST_KEPT_SCALE));
        return Type.decimal(DecimalType.MAX_PRECISION, kept);
    }
}
