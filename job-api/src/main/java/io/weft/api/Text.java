package io.weft.api;

import io.weft.plan.FileOptions;
import io.weft.plan.Input;
import io.weft.plan.Output;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.SchemaText;
import java.util.List;

/**
 * Lines of UTF-8 text. Read: one string column named {@code line}, without the line end. Written: a line a row, the columns with a tab between
 * them. Immutable.
 */
public final class Text implements Source, Sink {
    /** The name of the format in plans. */
    public static final String FORMAT = "text";

    private final String path;
    private final Options options;

    private Text(String path, Options options) {
        this.path = path;
        this.options = options;
    }

    /** Files below this path; relative paths and paths without a scheme are in the default file system. */
    public static Text at(String path) {
        return new Text(path, Options.NONE);
    }

    /**
     * Read: the columns whose values stand in the names of directories, such as {@code dt=2026-11-28}, with their types. Without this all
     * such directories are columns, of the type that all their values have: int, bigint, date or string.
     */
    public Text pathPartitions(Field... columns) {
        return with(FileOptions.PATH_PARTITIONS, SchemaText.of(Schema.of(columns)));
    }

    /** Written: rows go to directories named after their values in these columns, {@code column=value}, as Hive has it. */
    public Text partitionBy(String... columns) {
        return with(FileOptions.PARTITION_BY, SchemaText.ofNames(List.of(columns)));
    }

    /** Written: how the files are compressed; not at all unless this says so. */
    public Text compression(Compression compression) {
        return with(FileOptions.COMPRESSION, compression.name());
    }

    private Text with(String option, String value) {
        return new Text(path, options.with(option, value));
    }

    @Override
    public Input input() {
        return new Input(FORMAT, List.of(path), options.values());
    }

    @Override
    public Output output() {
        return new Output(FORMAT, path, options.values());
    }
}
