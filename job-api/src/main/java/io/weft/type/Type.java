package io.weft.type;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type of a column. Every column may hold nulls.
 *
 * <p>{@link Object#toString} gives the name that authors read and that travels; {@link #parse} reads it back.
 */
public sealed interface Type permits SimpleType, DecimalType {
    Type BOOLEAN = SimpleType.BOOLEAN;
    Type TINYINT = SimpleType.TINYINT;
    Type SMALLINT = SimpleType.SMALLINT;
    Type INT = SimpleType.INT;
    Type BIGINT = SimpleType.BIGINT;
    Type FLOAT = SimpleType.FLOAT;
    Type DOUBLE = SimpleType.DOUBLE;
    Type DATE = SimpleType.DATE;
    Type TIMESTAMP = SimpleType.TIMESTAMP;
    Type TIMESTAMP_NTZ = SimpleType.TIMESTAMP_NTZ;
    Type STRING = SimpleType.STRING;
    Type BINARY = SimpleType.BINARY;

    /** A decimal of at most {@code precision} digits, {@code scale} of them after the point. */
    static DecimalType decimal(int precision, int scale) {
        return new DecimalType(precision, scale);
    }

    /** Whether arithmetic is defined on it. */
    boolean isNumeric();

    /** Whether its values are whole numbers of some bits. */
    boolean isInteger();

    /** Reads what {@link Object#toString} wrote. */
    static Type parse(String text) {
        Matcher decimal = Pattern.compile("decimal\\((\\d+),(\\d+)\\)").matcher(text);
        if (decimal.matches()) {
            return decimal(Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
        }
        for (SimpleType type : SimpleType.values()) {
            if (type.toString().equals(text)) {
                return type;
            }
        }
        throw new IllegalArgumentException("Not a type: " + text);
    }
}
