package io.weft.runner.format;

import io.weft.api.Parquet;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.plan.Input;
import io.weft.type.Field;
import io.weft.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.schema.MessageType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parquet files. The first of an input's files, by path, says what the columns are; the others must agree in those that are
 * read, which is checked when they are opened. Columns of types that Weft does not read are left out.
 */
public final class ParquetFormat implements Format {
    private static final Logger LOG = LoggerFactory.getLogger(ParquetFormat.class);

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
        List<FileStatus> files = InputFiles.list(input, configuration);
        if (files.isEmpty()) {
            throw new WeftException(
                    ErrorCode.INPUT_NOT_FOUND,
                    "Cannot read input '%s': it has no Parquet file, so its columns are unknown (check the path)",
                    String.join(", ", input.paths()));
        }
        FileStatus first = files.get(0);
        try (InputFile file = InputFile.open(first, configuration)) {
            MessageType schema = ParquetFooter.read(file).getFileMetaData().getSchema();
            return schemaOf(file.name(), schema);
        } catch (IllegalArgumentException e) {
            throw WeftException.causedBy(
                    e,
                    ErrorCode.CORRUPT_INPUT,
                    "[%s] Cannot read the file's columns: %s",
                    first.getPath(),
                    e.getMessage());
        }
    }

    private static Schema schemaOf(String file, MessageType schema) {
        List<Field> fields = new ArrayList<>();
        List<org.apache.parquet.schema.Type> others = new ArrayList<>();
        for (org.apache.parquet.schema.Type column : schema.getFields()) {
            Optional<io.weft.type.Type> type = ParquetTypes.typeOf(column);
            type.ifPresentOrElse(known -> fields.add(new Field(column.getName(), known)), () -> others.add(column));
        }
        if (fields.isEmpty()) {
            throw new WeftException(
                    ErrorCode.INVALID_PLAN,
                    "[%s] Cannot read any column: their types are not supported yet: %s",
                    file,
                    others);
        }
        if (!others.isEmpty()) {
            LOG.warn("[{}] Leaving out columns of types that are not supported yet: {}", file, others);
        }
        return new Schema(fields);
    }

    @Override
    public boolean isSplittable(Path file) {
        return true;
    }
}
