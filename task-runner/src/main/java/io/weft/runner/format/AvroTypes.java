package io.weft.runner.format;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.type.DecimalType;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.SimpleType;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/** Avro's types and Weft's. A column that may hold nulls is a union with null. */
public final class AvroTypes {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private AvroTypes() {}

    /** The columns of a file. */
    public static FileColumns columns(String file, org.apache.avro.Schema schema) {
        List<FileColumns.Column> columns = new ArrayList<>();
        if (schema.getType() == org.apache.avro.Schema.Type.RECORD) {
            for (org.apache.avro.Schema.Field field : schema.getFields()) {
                columns.add(new FileColumns.Column(
                        field.name(), typeOf(field.schema()), field.schema().toString()));
            }
        }
        return new FileColumns(file, columns);
    }

    /** What a value is where it is not null; the schema itself if it is no union of null and one other. */
    public static org.apache.avro.Schema present(org.apache.avro.Schema schema) {
        if (schema.getType() != org.apache.avro.Schema.Type.UNION
                || schema.getTypes().size() != 2) {
            return schema;
        }
        List<org.apache.avro.Schema> sides = schema.getTypes();
        if (sides.get(0).getType() == org.apache.avro.Schema.Type.NULL) {
            return sides.get(1);
        }
        return sides.get(1).getType() == org.apache.avro.Schema.Type.NULL ? sides.get(0) : schema;
    }

    private static Optional<Type> typeOf(org.apache.avro.Schema schema) {
        org.apache.avro.Schema value = present(schema);
        LogicalType meaning = value.getLogicalType();
        return switch (value.getType()) {
            case BOOLEAN -> Optional.of(Type.BOOLEAN);
            case INT -> integer(meaning);
            case LONG -> number(meaning);
            case FLOAT -> Optional.of(Type.FLOAT);
            case DOUBLE -> Optional.of(Type.DOUBLE);
            case STRING, ENUM -> Optional.of(Type.STRING);
            case BYTES, FIXED -> meaning == null ? Optional.of(Type.BINARY) : decimal(meaning);
            default -> Optional.empty();
        };
    }

    private static Optional<Type> integer(@Nullable LogicalType meaning) {
        if (meaning == null) {
            return Optional.of(Type.INT);
        }
        return meaning instanceof LogicalTypes.Date ? Optional.of(Type.DATE) : Optional.empty();
    }

    private static Optional<Type> number(@Nullable LogicalType meaning) {
        if (meaning == null) {
            return Optional.of(Type.BIGINT);
        }
        if (meaning instanceof LogicalTypes.TimestampMillis || meaning instanceof LogicalTypes.TimestampMicros) {
            return Optional.of(Type.TIMESTAMP);
        }
        boolean isLocal = meaning instanceof LogicalTypes.LocalTimestampMillis
                || meaning instanceof LogicalTypes.LocalTimestampMicros;
        return isLocal ? Optional.of(Type.TIMESTAMP_NTZ) : Optional.empty();
    }

    /** Whether a time is kept in milliseconds. */
    public static boolean isInMillis(org.apache.avro.Schema schema) {
        LogicalType meaning = schema.getLogicalType();
        return meaning instanceof LogicalTypes.TimestampMillis || meaning instanceof LogicalTypes.LocalTimestampMillis;
    }

    private static Optional<Type> decimal(@Nullable LogicalType meaning) {
        if (meaning instanceof LogicalTypes.Decimal decimal
                && decimal.getPrecision() <= DecimalType.MAX_PRECISION
                && decimal.getScale() >= 0) {
            return Optional.of(Type.decimal(decimal.getPrecision(), decimal.getScale()));
        }
        return Optional.empty();
    }

    /** The schema of a file with these columns, each of which may hold nulls. */
    public static org.apache.avro.Schema fileSchema(Schema schema) {
        List<org.apache.avro.Schema.Field> fields = new ArrayList<>();
        for (Field field : schema.fields()) {
            if (!NAME.matcher(field.name()).matches()) {
                throw new WeftException(
                        ErrorCode.INVALID_PLAN,
                        "Cannot write column '%s' to Avro: its names are letters, digits and _, and begin with no digit"
                                + " (rename the column with as(\"...\"))",
                        field.name());
            }
            org.apache.avro.Schema nullable = org.apache.avro.Schema.createUnion(
                    org.apache.avro.Schema.create(org.apache.avro.Schema.Type.NULL), value(field));
            fields.add(new org.apache.avro.Schema.Field(
                    field.name(), nullable, null, org.apache.avro.Schema.Field.NULL_DEFAULT_VALUE));
        }
        return org.apache.avro.Schema.createRecord("row", null, "weft", false, fields);
    }

    private static org.apache.avro.Schema value(Field field) {
        if (field.type() instanceof DecimalType decimal) {
            return LogicalTypes.decimal(decimal.precision(), decimal.scale())
                    .addToSchema(SchemaBuilder.builder().bytesType());
        }
        if (!(field.type() instanceof SimpleType type)) {
            throw FileColumns.cannotWrite(field, "Avro");
        }
        return switch (type) {
            case BOOLEAN -> SchemaBuilder.builder().booleanType();
            case TINYINT, SMALLINT, INT -> SchemaBuilder.builder().intType();
            case BIGINT -> SchemaBuilder.builder().longType();
            case FLOAT -> SchemaBuilder.builder().floatType();
            case DOUBLE -> SchemaBuilder.builder().doubleType();
            case DATE -> LogicalTypes.date().addToSchema(SchemaBuilder.builder().intType());
            case TIMESTAMP ->
                LogicalTypes.timestampMicros()
                        .addToSchema(SchemaBuilder.builder().longType());
            case TIMESTAMP_NTZ ->
                LogicalTypes.localTimestampMicros()
                        .addToSchema(SchemaBuilder.builder().longType());
            case STRING -> SchemaBuilder.builder().stringType();
            case BINARY -> SchemaBuilder.builder().bytesType();
        };
    }
}
