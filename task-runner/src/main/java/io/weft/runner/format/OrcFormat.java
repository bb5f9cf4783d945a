package io.weft.runner.format;

import io.weft.api.Orc;
import io.weft.plan.Input;
import io.weft.type.Schema;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.orc.Reader;

/** ORC files. A stripe belongs to the byte range in which it begins. */
public final class OrcFormat implements FileFormat {
    private final Configuration configuration;

    public OrcFormat(Configuration configuration) {
        this.configuration = configuration;
    }

    @Override
    public String name() {
        return Orc.FORMAT;
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
        FileStatus first = FileColumns.firstFile(input, "ORC", configuration);
        String name = first.getPath().toString();
        return LibraryFailure.reading(name, () -> {
            try (InputFile file = InputFile.open(first, configuration);
                    Reader reader = OrcTypes.open(file, configuration)) {
                return OrcTypes.columns(name, reader.getSchema());
            }
        });
    }

    @Override
    public boolean isSplittable(Input input, Path file) {
        return true;
    }
}
