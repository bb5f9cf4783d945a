package io.weft.runner.format;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.plan.Input;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;

/**
 * The columns of a file that tells them itself. The first of an input's files, by path, says what the columns of the input are; the
 * others must agree in those that are read. Columns of types that Weft does not read are left out.
 *
 * @param file its full URI
 * @param columns in the order of the file
 */
public record FileColumns(String file, List<Column> columns) {
    /**
     * A column.
     *
     * @param type empty where Weft does not read it
     * @param fileType as the format writes it
     */
    public record Column(String name, Optional<Type> type, String fileType) {}

    public FileColumns {
        columns = List.copyOf(columns);
    }

    /**
     * The first file of an input.
     *
     * @param kind of files, for the error
     * @throws WeftException {@link ErrorCode#INPUT_NOT_FOUND} if there is none
     */
    static FileStatus firstFile(Input input, String kind, Configuration configuration) {
        return InputFiles.list(input, configuration).stream()
                .findFirst()
                .orElseThrow(() -> new WeftException(
                        ErrorCode.INPUT_NOT_FOUND,
                        "Cannot read input '%s': it has no %s file, so its columns are unknown (check the path)",
                        String.join(", ", input.paths()),
                        kind));
    }

    /**
     * The columns that can be read.
     *
     * @throws WeftException if there are none, or two of one name
     */
    Schema schema() {
        Map<String, Field> fields = new LinkedHashMap<>();
        for (Column column : columns) {
            if (column.type().isPresent()) {
                Field former = fields.put(
                        column.name(), new Field(column.name(), column.type().get()));
                if (former != null) {
                    throw new WeftException(
                            ErrorCode.CORRUPT_INPUT,
                            "[%s] Cannot read the file: it has two columns '%s'",
                            file,
                            column.name());
                }
            }
        }
        if (fields.isEmpty()) {
            throw new WeftException(
                    ErrorCode.INVALID_PLAN,
                    "[%s] Cannot read any column: their types are not supported: %s",
                    file,
                    columns.stream()
                            .map(column -> column.name() + " " + column.fileType())
                            .toList());
        }
        return new Schema(new ArrayList<>(fields.values()));
    }

    /** The failure to write a column of a type that Weft does not write in this format. */
    static WeftException cannotWrite(Field column, String format) {
        return new WeftException(
                ErrorCode.INVALID_PLAN,
                "Cannot write column '%s' to %s: a %s is not written there (take its parts as columns, or write Parquet)",
                column.name(),
                format,
                column.type());
    }

    Optional<String> unsupportedType(String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name) && column.type().isEmpty())
                .map(Column::fileType)
                .findFirst();
    }

    /**
     * Where the wanted columns are.
     *
     * @throws WeftException if this file has one not, or of another type
     */
    public int[] find(Schema wanted) {
        int[] places = new int[wanted.size()];
        for (int index = 0; index < places.length; index++) {
            places[index] = find(wanted.field(index));
        }
        return places;
    }

    private int find(Field wanted) {
        for (int place = 0; place < columns.size(); place++) {
            Column column = columns.get(place);
            if (column.name().equals(wanted.name())) {
                if (column.type().equals(Optional.of(wanted.type()))) {
                    return place;
                }
                throw new WeftException(
                        ErrorCode.TYPE_MISMATCH,
                        "[%s] Cannot read column '%s' as %s: in this file it is %s"
                                + " (all files of an input must have the same columns)",
                        file,
                        wanted.name(),
                        wanted.type(),
                        column.type().map(Type::toString).orElse(column.fileType()));
            }
        }
        throw new WeftException(
                ErrorCode.COLUMN_NOT_FOUND,
                "[%s] Cannot read column '%s' (%s): this file has no such column"
                        + " (all files of an input must have the same columns)",
                file,
                wanted.name(),
                wanted.type());
    }
}
