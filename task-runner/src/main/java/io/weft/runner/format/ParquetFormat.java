package io.weft.runner.format;

import io.weft.api.Parquet;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.plan.Input;
import io.weft.plan.ParquetOptions;
import io.weft.plan.TableStatistics;
import io.weft.type.Field;
import io.weft.type.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.schema.MessageType;

/**
 * Parquet files. The first of an input's files, by path, says what the columns are, unless the input is to merge the columns of all. A column
 * that another file does not have is null there; one of a narrower type is widened; else opening that file fails. Columns of types that Weft does not read are left out.
 */
public final class ParquetFormat implements FileFormat {
    private final Configuration configuration;

    public ParquetFormat(Configuration configuration) {
        this.configuration = configuration;
    }

    @Override
    public String name() {
        return Parquet.FORMAT;
    }

    @Override
    public Schema schemaOf(Input input) {
        if (!ParquetOptions.mergesSchemas(input)) {
            return columns(firstFile(input));
        }
        firstFile(input);
        MergedColumns merged = new MergedColumns();
        for (FileStatus file : InputFiles.list(input, configuration)) {
            merged.add(file.getPath().toString(), columns(file));
        }
        return merged.schema();
    }

    private Schema columns(FileStatus first) {
        List<Field> fields = new ArrayList<>();
        MessageType schema = schemaOf(first);
        for (org.apache.parquet.schema.Type column : schema.getFields()) {
            ParquetTypes.typeOf(column).ifPresent(type -> fields.add(new Field(column.getName(), type)));
        }
        if (fields.isEmpty()) {
            throw new WeftException(
                    ErrorCode.INVALID_PLAN,
                    "[%s] Cannot read any column: their types are not supported yet: %s",
                    first.getPath(),
                    schema.getFields());
        }
        Set<String> names = new HashSet<>();
        for (Field field : fields) {
            if (!names.add(field.name())) {
                throw new WeftException(
                        ErrorCode.CORRUPT_INPUT,
                        "[%s] Cannot read the file: it has two columns '%s'",
                        first.getPath(),
                        field.name());
            }
        }
        return new Schema(fields);
    }

    @Override
    public Optional<String> unsupportedType(Input input, String column) {
        MessageType schema = schemaOf(firstFile(input));
        return Optional.of(column)
                .filter(schema::containsField)
                .map(schema::getType)
                .filter(type -> ParquetTypes.typeOf(type).isEmpty())
                .map(Object::toString);
    }

    /** The file that says what the columns are, for messages. */
    public static String nameOfFirst(Input input, Configuration configuration) {
        try {
            return new ParquetFormat(configuration).firstFile(input).getPath().toString();
        } catch (WeftException e) {
            // It may be gone by now.
            return "the input's first file";
        }
    }

    private FileStatus firstFile(Input input) {
        return InputFiles.list(input, configuration).stream()
                .findFirst()
                .orElseThrow(() -> new WeftException(
                        ErrorCode.INPUT_NOT_FOUND,
                        "Cannot read input '%s': it has no Parquet file, so its columns are unknown (check the path)",
                        String.join(", ", input.paths())));
    }

    private MessageType schemaOf(FileStatus status) {
        try (InputFile file = InputFile.open(status, configuration)) {
            return ParquetFooter.read(file).getFileMetaData().getSchema();
        }
    }

    @Override
    public TableStatistics statistics(Input input, Schema columns, Configuration hadoop) {
        return ParquetStatistics.of(input, hadoop);
    }

    @Override
    public boolean isSplittable(Input input, Path file) {
        return true;
    }
}
