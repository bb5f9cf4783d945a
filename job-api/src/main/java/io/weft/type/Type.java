package io.weft.type;

/**
 * The type of a column. Every column may hold nulls.
 *
 * <p>{@link Object#toString} gives the name that authors read and that travels; {@link #parse} reads it back.
 */
public sealed interface Type permits SimpleType, DecimalType, ListType, MapType, StructType {
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

    /** Lists of values of a type. */
    static ListType list(Type element) {
        return new ListType(element);
    }

    /** Values of one type by keys of another. */
    static MapType map(Type key, Type value) {
        return new MapType(key, value);
    }

    /** Values of these names and types. */
    static StructType struct(Field... fields) {
        return new StructType(Schema.of(fields));
    }

    /** Whether arithmetic is defined on it. */
    boolean isNumeric();

    /** Whether its values are whole numbers of some bits. */
    boolean isInteger();

    /** Whether its values consist of others: lists, maps and structs. They have no order. */
    boolean isNested();

    /** Whether its values can be told apart, and so be keys of groups. */
    boolean hasEquality();

    /**
     * Reads what {@link Object#toString} wrote.
     *
     * @throws IllegalArgumentException if it is no type
     */
    static Type parse(String text) {
        return TypeParser.parse(text);
    }
}
