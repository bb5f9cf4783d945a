package io.weft.runner.format;

import io.weft.type.DecimalType;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.SimpleType;
import io.weft.type.Type;
import java.util.Optional;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.BsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** Parquet's types and Weft's. */
public final class ParquetTypes {
    /** The most digits that every value of 32 and of 64 bits has room for. */
    private static final int INT_DIGITS = 9;

    private static final int LONG_DIGITS = 18;

    private ParquetTypes() {}

    /** The type of the values of a column, if it is one that Weft reads. */
    public static Optional<Type> typeOf(org.apache.parquet.schema.Type column) {
        return column.isPrimitive() && !column.isRepetition(Repetition.REPEATED)
                ? typeOf(column.asPrimitiveType())
                : NestedParquetTypes.typeOf(column);
    }

    /** The type of a column's single values. */
    static Optional<Type> typeOf(PrimitiveType primitive) {
        LogicalTypeAnnotation meaning = primitive.getLogicalTypeAnnotation();
        if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
            return decimal(decimal);
        }
        if (meaning instanceof IntLogicalTypeAnnotation integer) {
            return Optional.of(integer(integer));
        }
        if (meaning instanceof TimestampLogicalTypeAnnotation timestamp) {
            return Optional.of(timestamp.isAdjustedToUTC() ? Type.TIMESTAMP : Type.TIMESTAMP_NTZ);
        }
        return switch (primitive.getPrimitiveTypeName()) {
            case BOOLEAN -> only(meaning == null, Type.BOOLEAN);
            case INT32 ->
                meaning instanceof DateLogicalTypeAnnotation ? Optional.of(Type.DATE) : only(meaning == null, Type.INT);
            case INT64 -> only(meaning == null, Type.BIGINT);
            case FLOAT -> only(meaning == null, Type.FLOAT);
            case DOUBLE -> only(meaning == null, Type.DOUBLE);
            case INT96 -> Optional.of(Type.TIMESTAMP);
            case BINARY -> isText(meaning) ? Optional.of(Type.STRING) : only(isBytes(meaning), Type.BINARY);
            case FIXED_LEN_BYTE_ARRAY -> only(isBytes(meaning), Type.BINARY);
        };
    }

    private static Optional<Type> only(boolean isRead, Type type) {
        return isRead ? Optional.of(type) : Optional.empty();
    }

    /** The narrowest type that has all values of so many bits. */
    private static Type integer(IntLogicalTypeAnnotation integer) {
        int bits = integer.getBitWidth();
        if (integer.isSigned()) {
            return bits == 8 ? Type.TINYINT : bits == 16 ? Type.SMALLINT : bits == 32 ? Type.INT : Type.BIGINT;
        }
        return bits == 8 ? Type.SMALLINT : bits == 16 ? Type.INT : bits == 32 ? Type.BIGINT : Type.decimal(20, 0);
    }

    private static boolean isBytes(@Nullable LogicalTypeAnnotation meaning) {
        return meaning == null
                || meaning instanceof BsonLogicalTypeAnnotation
                || meaning instanceof UUIDLogicalTypeAnnotation;
    }

    private static Optional<Type> decimal(DecimalLogicalTypeAnnotation decimal) {
        return decimal.getPrecision() <= DecimalType.MAX_PRECISION
                ? Optional.of(Type.decimal(decimal.getPrecision(), decimal.getScale()))
                : Optional.empty();
    }

    private static boolean isText(@Nullable LogicalTypeAnnotation meaning) {
        return meaning instanceof StringLogicalTypeAnnotation
                || meaning instanceof EnumLogicalTypeAnnotation
                || meaning instanceof JsonLogicalTypeAnnotation;
    }

    /** The schema of a file with these columns, each of which may hold nulls. */
    public static MessageType fileSchema(Schema schema) {
        Types.MessageTypeBuilder builder = Types.buildMessage();
        for (Field field : schema.fields()) {
            builder.addField(column(field.name(), field.type(), Repetition.OPTIONAL));
        }
        return builder.named("weft");
    }

    /** A column for values of a type. */
    static org.apache.parquet.schema.Type column(String name, Type type, Repetition repetition) {
        if (type.isNested()) {
            return NestedParquetTypes.column(name, type, repetition);
        }
        if (type instanceof DecimalType decimal) {
            return decimal(decimal, repetition).named(name);
        }
        return switch ((SimpleType) type) {
            case BOOLEAN ->
                Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(name);
            case TINYINT -> integer(Byte.SIZE, repetition).named(name);
            case SMALLINT -> integer(Short.SIZE, repetition).named(name);
            case INT -> Types.primitive(PrimitiveTypeName.INT32, repetition).named(name);
            case BIGINT -> Types.primitive(PrimitiveTypeName.INT64, repetition).named(name);
            case FLOAT -> Types.primitive(PrimitiveTypeName.FLOAT, repetition).named(name);
            case DOUBLE -> Types.primitive(PrimitiveTypeName.DOUBLE, repetition).named(name);
            case DATE ->
                Types.primitive(PrimitiveTypeName.INT32, repetition)
                        .as(LogicalTypeAnnotation.dateType())
                        .named(name);
            case TIMESTAMP, TIMESTAMP_NTZ ->
                Types.primitive(PrimitiveTypeName.INT64, repetition)
                        .as(LogicalTypeAnnotation.timestampType(type.equals(Type.TIMESTAMP), TimeUnit.MICROS))
                        .named(name);
            case BINARY -> Types.primitive(PrimitiveTypeName.BINARY, repetition).named(name);
            case STRING ->
                Types.primitive(PrimitiveTypeName.BINARY, repetition)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(name);
        };
    }

    private static Types.PrimitiveBuilder<PrimitiveType> integer(int bits, Repetition repetition) {
        return Types.primitive(PrimitiveTypeName.INT32, repetition).as(LogicalTypeAnnotation.intType(bits));
    }

    private static Types.PrimitiveBuilder<PrimitiveType> decimal(DecimalType type, Repetition repetition) {
        LogicalTypeAnnotation meaning = LogicalTypeAnnotation.decimalType(type.scale(), type.precision());
        if (type.precision() <= INT_DIGITS) {
            return Types.primitive(PrimitiveTypeName.INT32, repetition).as(meaning);
        }
        if (type.precision() <= LONG_DIGITS) {
            return Types.primitive(PrimitiveTypeName.INT64, repetition).as(meaning);
        }
        return Types.primitive(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, repetition)
                .length(Long.BYTES * 2)
                .as(meaning);
    }
}
