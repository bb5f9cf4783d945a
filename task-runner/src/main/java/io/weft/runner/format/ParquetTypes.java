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
        if (!column.isPrimitive() || column.isRepetition(org.apache.parquet.schema.Type.Repetition.REPEATED)) {
            return Optional.empty();
        }
        PrimitiveType primitive = column.asPrimitiveType();
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
            builder.addField(column(field));
        }
        return builder.named("weft");
    }

    private static PrimitiveType column(Field field) {
        if (field.type() instanceof DecimalType decimal) {
            return decimal(field.name(), decimal);
        }
        return switch ((SimpleType) field.type()) {
            case BOOLEAN -> Types.optional(PrimitiveTypeName.BOOLEAN).named(field.name());
            case TINYINT ->
                Types.optional(PrimitiveTypeName.INT32)
                        .as(LogicalTypeAnnotation.intType(Byte.SIZE))
                        .named(field.name());
            case SMALLINT ->
                Types.optional(PrimitiveTypeName.INT32)
                        .as(LogicalTypeAnnotation.intType(Short.SIZE))
                        .named(field.name());
            case INT -> Types.optional(PrimitiveTypeName.INT32).named(field.name());
            case BIGINT -> Types.optional(PrimitiveTypeName.INT64).named(field.name());
            case FLOAT -> Types.optional(PrimitiveTypeName.FLOAT).named(field.name());
            case DOUBLE -> Types.optional(PrimitiveTypeName.DOUBLE).named(field.name());
            case DATE ->
                Types.optional(PrimitiveTypeName.INT32)
                        .as(LogicalTypeAnnotation.dateType())
                        .named(field.name());
            case TIMESTAMP -> timestamp(field.name(), /* isMoment= */ true);
            case TIMESTAMP_NTZ -> timestamp(field.name(), /* isMoment= */ false);
            case BINARY -> Types.optional(PrimitiveTypeName.BINARY).named(field.name());
            case STRING ->
                Types.optional(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(field.name());
        };
    }

    private static PrimitiveType timestamp(String name, boolean isMoment) {
        return Types.optional(PrimitiveTypeName.INT64)
                .as(LogicalTypeAnnotation.timestampType(isMoment, TimeUnit.MICROS))
                .named(name);
    }

    private static PrimitiveType decimal(String name, DecimalType type) {
        LogicalTypeAnnotation meaning = LogicalTypeAnnotation.decimalType(type.scale(), type.precision());
        if (type.precision() <= INT_DIGITS) {
            return Types.optional(PrimitiveTypeName.INT32).as(meaning).named(name);
        }
        if (type.precision() <= LONG_DIGITS) {
            return Types.optional(PrimitiveTypeName.INT64).as(meaning).named(name);
        }
        return Types.optional(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
                .length(Long.BYTES * 2)
                .as(meaning)
                .named(name);
    }
}
