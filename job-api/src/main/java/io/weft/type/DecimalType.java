package io.weft.type;

/** An exact number: an integer of at most {@code precision} digits, divided by ten to the power {@code scale}. */
public record DecimalType(int precision, int scale) implements Type {
    /** The most digits of any decimal: what 127 bits and a sign hold. */
    public static final int MAX_PRECISION = 38;

    public DecimalType {
        if (precision < 1 || precision > MAX_PRECISION || scale < 0 || scale > precision) {
            throw new IllegalArgumentException("Not a decimal type: decimal(%d,%d)".formatted(precision, scale));
        }
    }

    @Override
    public boolean hasEquality() {
        return true;
    }

    @Override
    public boolean isNested() {
        return false;
    }

    @Override
    public boolean isNumeric() {
        return true;
    }

    @Override
    public boolean isInteger() {
        return false;
    }

    /** Digits before the point. */
    public int integerDigits() {
        return precision - scale;
    }

    @Override
    public String toString() {
        return "decimal(" + precision + "," + scale + ")";
    }
}
