package io.weft.runner.format;

import io.weft.api.Avro;
import io.weft.plan.Input;
import io.weft.type.Schema;
import java.util.Optional;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Avro data files. A block belongs to the byte range in which the mark before it begins. */
public final class AvroFormat implements FileFormat {
    private final Configuration configuration;

    public AvroFormat(Configuration configuration) {
        this.configuration = configuration;
    }

    @Override
    public String name() {
        return Avro.FORMAT;
    }

    @Override
    public Schema schemaOf(Input input) {
        return columns(input).schema();
    }

    @Override
    public Optional<String> unsupportedType(Input input, String column) {
        return columns(input).unsupportedType(column);
    }

    private FileColumns columns(Input input) {
        FileStatus first = FileColumns.firstFile(input, "Avro", configuration);
        String name = first.getPath().toString();
        return LibraryFailure.reading(name, () -> {
            try (InputFile file = InputFile.open(first, configuration);
                    DataFileReader<Object> reader =
                            new DataFileReader<>(new AvroInput(file), new GenericDatumReader<>())) {
                return AvroTypes.columns(name, reader.getSchema());
            }
        });
    }

    @Override
    public boolean isSplittable(Input input, Path file) {
        return true;
    }
}
