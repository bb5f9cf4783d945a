package io.weft.runner.format;

import io.weft.type.DecimalType;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.SimpleType;
import io.weft.type.Type;
import java.util.Optional;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
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
        return switch (primitive.getPrimitiveTypeName()) {
            case BOOLEAN -> meaning == null ? Optional.of(Type.BOOLEAN) : Optional.empty();
            case INT32 ->
                meaning instanceof DateLogicalTypeAnnotation ? Optional.of(Type.DATE) : integer(meaning, Type.INT);
            case INT64 -> integer(meaning, Type.BIGINT);
            case DOUBLE -> meaning == null ? Optional.of(Type.DOUBLE) : Optional.empty();
            case BINARY -> isText(meaning) ? Optional.of(Type.STRING) : Optional.empty();
            case FLOAT, INT96, FIXED_LEN_BYTE_ARRAY -> Optional.empty();
        };
    }

    private static Optional<Type> decimal(DecimalLogicalTypeAnnotation decimal) {
        return decimal.getPrecision() <= DecimalType.MAX_PRECISION
                ? Optional.of(Type.decimal(decimal.getPrecision(), decimal.getScale()))
                : Optional.empty();
    }

    private static Optional<Type> integer(@Nullable LogicalTypeAnnotation meaning, Type type) {
        boolean isInteger =
                meaning == null || (meaning instanceof IntLogicalTypeAnnotation number && number.isSigned());
        return isInteger ? Optional.of(type) : Optional.empty();
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
            case INT -> Types.optional(PrimitiveTypeName.INT32).named(field.name());
            case BIGINT -> Types.optional(PrimitiveTypeName.INT64).named(field.name());
            case DOUBLE -> Types.optional(PrimitiveTypeName.DOUBLE).named(field.name());
            case DATE ->
                Types.optional(PrimitiveTypeName.INT32)
                        .as(LogicalTypeAnnotation.dateType())
                        .named(field.name());
            case STRING ->
                Types.optional(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(field.name());
        };
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
