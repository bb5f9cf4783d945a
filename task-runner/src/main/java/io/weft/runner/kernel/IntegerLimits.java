package io.weft.runner.kernel;

import io.weft.type.SimpleType;
import io.weft.type.Type;

/** The least and the greatest value of an integer type that lies in ints. */
record IntegerLimits(int least, int greatest) {
    private static final IntegerLimits TINYINT = new IntegerLimits(Byte.MIN_VALUE, Byte.MAX_VALUE);
    private static final IntegerLimits SMALLINT = new IntegerLimits(Short.MIN_VALUE, Short.MAX_VALUE);
    private static final IntegerLimits INT = new IntegerLimits(Integer.MIN_VALUE, Integer.MAX_VALUE);

    static IntegerLimits of(Type type) {
        return switch ((SimpleType) type) {
            case TINYINT -> TINYINT;
            case SMALLINT -> SMALLINT;
            case INT -> INT;
            default -> throw new IllegalArgumentException("Not an integer that lies in ints: " + type);
        };
    }

    boolean contain(long value) {
        return value >= least && value <= greatest;
    }

    /** Whether one of the values lies outside; of all ints none does. */
    boolean isExceeded(int[] values, int size) {
        if (greatest == Integer.MAX_VALUE) {
            return false;
        }
        long outside = 0;
        for (int row = 0; row < size; row++) {
            outside |= ((long) values[row] - least) | ((long) greatest - values[row]);
        }
        return outside < 0;
    }
}
