package io.weft.runner.format;

import io.weft.type.DecimalType;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.SimpleType;
import io.weft.type.Type;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.orc.OrcFile;
import org.apache.orc.Reader;
import org.apache.orc.TypeDescription;

/** ORC's types and Weft's. */
public final class OrcTypes {
    private OrcTypes() {}

    /** Reads a file in the way in which all of Weft reads ORC: days by the Gregorian calendar, times by UTC. */
    public static Reader open(InputFile file, Configuration configuration) throws IOException {
        return OrcFile.createReader(
                new Path(file.name()),
                OrcFile.readerOptions(configuration)
                        .filesystem(InputFileSystem.of(file, configuration))
                        .maxLength(file.length())
                        .convertToProlepticGregorian(true)
                        .useUTCTimestamp(true));
    }

    /** The columns of a file. */
    public static FileColumns columns(String file, TypeDescription schema) {
        List<FileColumns.Column> columns = new ArrayList<>();
        if (schema.getCategory() != TypeDescription.Category.STRUCT) {
            return new FileColumns(file, columns);
        }
        for (int index = 0; index < schema.getChildren().size(); index++) {
            TypeDescription column = schema.getChildren().get(index);
            columns.add(new FileColumns.Column(schema.getFieldNames().get(index), typeOf(column), column.toString()));
        }
        return new FileColumns(file, columns);
    }

    /** The type of a column, if it is one that Weft reads. */
    private static Optional<Type> typeOf(TypeDescription column) {
        return switch (column.getCategory()) {
            case BOOLEAN -> Optional.of(Type.BOOLEAN);
            case BYTE -> Optional.of(Type.TINYINT);
            case SHORT -> Optional.of(Type.SMALLINT);
            case INT -> Optional.of(Type.INT);
            case LONG -> Optional.of(Type.BIGINT);
            case FLOAT -> Optional.of(Type.FLOAT);
            case DOUBLE -> Optional.of(Type.DOUBLE);
            case DATE -> Optional.of(Type.DATE);
            case TIMESTAMP -> Optional.of(Type.TIMESTAMP_NTZ);
            case TIMESTAMP_INSTANT -> Optional.of(Type.TIMESTAMP);
            case BINARY -> Optional.of(Type.BINARY);
            case STRING, VARCHAR, CHAR -> Optional.of(Type.STRING);
            case DECIMAL -> decimal(column);
            default -> Optional.empty();
        };
    }

    private static Optional<Type> decimal(TypeDescription column) {
        return column.getPrecision() <= DecimalType.MAX_PRECISION
                ? Optional.of(Type.decimal(column.getPrecision(), column.getScale()))
                : Optional.empty();
    }

    /** The schema of a file with these columns. */
    public static TypeDescription fileSchema(Schema schema) {
        TypeDescription file = TypeDescription.createStruct();
        for (Field field : schema.fields()) {
            file.addField(field.name(), column(field));
        }
        return file;
    }

    private static TypeDescription column(Field field) {
        if (field.type() instanceof DecimalType decimal) {
            return TypeDescription.createDecimal().withScale(decimal.scale()).withPrecision(decimal.precision());
        }
        if (!(field.type() instanceof SimpleType type)) {
            throw FileColumns.cannotWrite(field, "ORC");
        }
        return switch (type) {
            case BOOLEAN -> TypeDescription.createBoolean();
            case TINYINT -> TypeDescription.createByte();
            case SMALLINT -> TypeDescription.createShort();
            case INT -> TypeDescription.createInt();
            case BIGINT -> TypeDescription.createLong();
            case FLOAT -> TypeDescription.createFloat();
            case DOUBLE -> TypeDescription.createDouble();
            case DATE -> TypeDescription.createDate();
            case TIMESTAMP -> TypeDescription.createTimestampInstant();
            case TIMESTAMP_NTZ -> TypeDescription.createTimestamp();
            case BINARY -> TypeDescription.createBinary();
            case STRING -> TypeDescription.createString();
        };
    }
}
