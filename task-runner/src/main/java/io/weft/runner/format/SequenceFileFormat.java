package io.weft.runner.format;

import io.weft.plan.Input;
import io.weft.type.Schema;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.SequenceFile;

/** Hadoop's sequence files. A record belongs to the byte range in which the mark before it begins. */
public final class SequenceFileFormat implements FileFormat {
    private final Configuration configuration;

    public SequenceFileFormat(Configuration configuration) {
        this.configuration = configuration;
    }

    @Override
    public String name() {
        return io.weft.api.SequenceFile.FORMAT;
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
        FileStatus first = FileColumns.firstFile(input, "sequence", configuration);
        String name = first.getPath().toString();
        return LibraryFailure.reading(name, () -> {
            try (InputFile file = InputFile.open(first, configuration);
                    SequenceFile.Reader reader = WritableTypes.reader(file, configuration)) {
                return WritableTypes.columns(name, reader.getKeyClassName(), reader.getValueClassName());
            }
        });
    }

    @Override
    public boolean isSplittable(Input input, Path file) {
        return true;
    }
}
