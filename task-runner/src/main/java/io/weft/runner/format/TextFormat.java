package io.weft.runner.format;

import io.weft.api.Text;
import io.weft.plan.Input;
import io.weft.runner.compress.FileCompression;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Lines of text. */
public final class TextFormat implements FileFormat {
    /** The one column. */
    public static final String LINE = "line";

    private static final Schema SCHEMA = Schema.of(new Field(LINE, Type.STRING));

    private final Configuration configuration;

    public TextFormat(Configuration configuration) {
        this.configuration = configuration;
    }

    @Override
    public String name() {
        return Text.FORMAT;
    }

    /** One column, whatever the files hold; they only have to be there. */
    @Override
    public Schema schemaOf(Input input) {
        InputFiles.list(input, configuration);
        return SCHEMA;
    }

    @Override
    public Optional<String> unsupportedType(Input input, String column) {
        return Optional.empty();
    }

    @Override
    public boolean isSplittable(Input input, Path file) {
        return FileCompression.of(file).isSplittable();
    }
}
