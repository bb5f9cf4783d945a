package io.weft.runner.scan;

import io.weft.runner.vector.Bytes;
import io.weft.runner.vector.TestRows;
import io.weft.type.DecimalType;
import io.weft.type.ListType;
import io.weft.type.SimpleType;
import io.weft.type.Type;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/** Writes Parquet files by parquet-hadoop's own example, value by value. */
final class ParquetTestFile {
    /** Every type in every physical form that is read, some that are not, and a column that holds no nulls. */
    static final MessageType ALL_TYPES = MessageTypeParser.parseMessageType("""
            message all {
              optional boolean flag;
              optional int32 small;
              optional int32 tiny (INTEGER(8,true));
              required int64 number;
              optional int32 unread (TIME(MILLIS,true));
              optional double real;
              optional int32 day (DATE);
              optional binary text (STRING);
              optional binary word (STRING);
              optional int32 price9 (DECIMAL(9,2));
              optional int64 price18 (DECIMAL(18,4));
              optional binary price20 (DECIMAL(20,3));
              optional fixed_len_byte_array(16) price38 (DECIMAL(38,10));
              optional float ratio;
              optional int64 moment (TIMESTAMP(MICROS,true));
              optional int64 wall (TIMESTAMP(MILLIS,false));
              optional binary raw;
              repeated int32 many;
            }
            """);

    private ParquetTestFile() {}

    static List<List<@Nullable Object>> rows(List<Type> types, int count, Random random) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            List<@Nullable Object> row = new ArrayList<>();
            for (Type type : types) {
                // The one column of this type must not hold nulls, and a repeated one cannot.
                boolean isNull = !type.equals(Type.BIGINT) && !type.isNested() && random.nextInt(5) == 0;
                row.add(isNull ? null : value(type, random));
            }
            rows.add(row);
        }
        return rows;
    }

    private static Object value(Type type, Random random) {
        if (type instanceof ListType list) {
            List<Object> values = new ArrayList<>();
            for (int count = random.nextInt(4); count > 0; count--) {
                values.add(value(list.element(), random));
            }
            return values;
        }
        if (type instanceof DecimalType decimal) {
            int digits = random.nextInt(4) == 0 ? decimal.precision() : Math.min(6, decimal.precision());
            BigInteger unscaled = new BigInteger(130, random).mod(BigInteger.TEN.pow(digits));
            return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), decimal.scale());
        }
        return switch ((SimpleType) type) {
            case BOOLEAN -> random.nextBoolean();
            case TINYINT -> (byte) random.nextInt();
            case SMALLINT -> (short) random.nextInt(256);
            case INT -> random.nextInt(200) - 100;
            case FLOAT -> (float) random.nextGaussian();
            case TIMESTAMP -> Instant.ofEpochMilli(random.nextInt());
            case TIMESTAMP_NTZ -> LocalDateTime.of(1969, 12, 31, 0, 0).plusSeconds(random.nextInt(200_000));
            case BINARY -> new Bytes("0%x".formatted(random.nextInt(16)).repeat(random.nextInt(5)));
            case BIGINT -> random.nextLong();
            case DOUBLE -> random.nextGaussian();
            case DATE -> LocalDate.ofEpochDay(random.nextInt(20_000) - 5_000);
            case STRING -> random.nextInt(3) == 0 ? "" : "t\u00e9xt" + random.nextInt(40);
        };
    }

    /** Writes rows whose values are in the order of the named columns. */
    static void write(
            Path file,
            MessageType schema,
            List<String> names,
            List<List<@Nullable Object>> rows,
            UnaryOperator<ExampleParquetWriter.Builder> options)
            throws IOException {
        ExampleParquetWriter.Builder builder = ExampleParquetWriter.builder(
                        HadoopOutputFile.fromPath(new org.apache.hadoop.fs.Path(file.toUri()), new Configuration()))
                .withType(schema)
                .withWriteMode(ParquetFileWriter.Mode.OVERWRITE);
        try (ParquetWriter<Group> writer = options.apply(builder).build()) {
            for (List<@Nullable Object> row : rows) {
                Group group = new SimpleGroup(schema);
                for (int column = 0; column < names.size(); column++) {
                    Object value = row.get(column);
                    if (value != null) {
                        add(group, names.get(column), schema, value);
                    }
                }
                writer.write(group);
            }
        }
    }

    private static void add(Group group, String name, MessageType schema, Object value) {
        if (value instanceof List<?> repeated) {
            repeated.forEach(each -> add(group, name, schema, each));
            return;
        }
        PrimitiveType type = schema.getType(name).asPrimitiveType();
        if (value instanceof BigDecimal decimal) {
            BigInteger unscaled = decimal.unscaledValue();
            switch (type.getPrimitiveTypeName()) {
                case INT32 -> group.add(name, unscaled.intValueExact());
                case INT64 -> group.add(name, unscaled.longValueExact());
                default -> group.add(name, Binary.fromConstantByteArray(bigEndian(unscaled, type.getTypeLength())));
            }
        } else if (value instanceof LocalDate date) {
            group.add(name, (int) date.toEpochDay());
        } else if (value instanceof Boolean flag) {
            group.add(name, (boolean) flag);
        } else if (value instanceof Byte || value instanceof Short || value instanceof Integer) {
            group.add(name, ((Number) value).intValue());
        } else if (value instanceof Float number) {
            group.add(name, (float) number);
        } else if (value instanceof Instant moment) {
            group.add(name, inUnitOf(type, moment));
        } else if (value instanceof LocalDateTime time) {
            group.add(name, inUnitOf(type, time.toInstant(ZoneOffset.UTC)));
        } else if (value instanceof Bytes bytes && type.getPrimitiveTypeName() == PrimitiveTypeName.INT96) {
            group.add(name, NanoTime.fromBinary(Binary.fromConstantByteArray(bytes.array())));
        } else if (value instanceof Bytes bytes) {
            group.add(name, Binary.fromConstantByteArray(bytes.array()));
        } else if (value instanceof Long number && type.getPrimitiveTypeName() == PrimitiveTypeName.INT32) {
            group.add(name, number.intValue());
        } else if (value instanceof Long number) {
            group.add(name, (long) number);
        } else if (value instanceof Double number) {
            group.add(name, (double) number);
        } else {
            group.add(name, (String) value);
        }
    }

    private static long inUnitOf(PrimitiveType type, Instant moment) {
        return switch (((TimestampLogicalTypeAnnotation) type.getLogicalTypeAnnotation()).getUnit()) {
            case MILLIS -> moment.toEpochMilli();
            case MICROS -> TestRows.microseconds(moment);
            case NANOS -> Math.addExact(Math.multiplyExact(moment.getEpochSecond(), 1_000_000_000L), moment.getNano());
        };
    }

    private static byte[] bigEndian(BigInteger value, int length) {
        byte[] bytes = value.toByteArray();
        if (length == 0) {
            return bytes;
        }
        byte[] extended = new byte[length];
        if (value.signum() < 0) {
            Arrays.fill(extended, (byte) -1);
        }
        System.arraycopy(bytes, 0, extended, length - bytes.length, bytes.length);
        return extended;
    }
}
