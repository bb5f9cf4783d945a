package io.weft.runner.vector;

import io.weft.type.DecimalType;
import io.weft.type.ListType;
import io.weft.type.MapType;
import io.weft.type.SimpleType;
import io.weft.type.Type;

/** How the values of a column lie in memory, whatever they mean. */
public enum VectorKind {
    /** {@link BooleanVector}. */
    BOOLEAN,
    /** {@link IntVector}. */
    INT,
    /** {@link LongVector}. */
    LONG,
    /** {@link DoubleVector}. */
    DOUBLE,
    /** {@link DecimalVector}, in either form. */
    DECIMAL,
    /** {@link BytesVector}, in either form. */
    BYTES,
    /** {@link ListVector}. */
    LIST,
    /** {@link MapVector}. */
    MAP,
    /** {@link StructVector}. */
    STRUCT;

    /** The kind that holds the values of a type. */
    public static VectorKind of(Type type) {
        if (type instanceof DecimalType) {
            return DECIMAL;
        }
        if (type.isNested()) {
            return type instanceof ListType ? LIST : type instanceof MapType ? MAP : STRUCT;
        }
        return switch ((SimpleType) type) {
            case BOOLEAN -> BOOLEAN;
            case TINYINT, SMALLINT, INT, DATE -> INT;
            case BIGINT, TIMESTAMP, TIMESTAMP_NTZ -> LONG;
            case FLOAT, DOUBLE -> DOUBLE;
            case STRING, BINARY -> BYTES;
        };
    }

    /**
     * An empty builder with room for about {@code rows} rows; it grows. Nested kinds need their type: {@link VectorBuilder#of}.
     */
    public VectorBuilder newBuilder(int rows) {
        return switch (this) {
            case BOOLEAN -> new BooleanVectorBuilder(rows);
            case INT -> new IntVectorBuilder(rows);
            case LONG -> new LongVectorBuilder(rows);
            case DOUBLE -> new DoubleVectorBuilder(rows);
            case DECIMAL -> new DecimalVectorBuilder(rows);
            case BYTES -> new BytesVectorBuilder(rows);
            case LIST, MAP, STRUCT -> throw new IllegalArgumentException("A builder of the kind " + this);
        };
    }
}
