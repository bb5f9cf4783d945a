package io.weft.api;

import io.weft.plan.FileOptions;
import io.weft.plan.Input;
import io.weft.plan.LineOptions;
import io.weft.plan.Output;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.SchemaText;
import java.util.List;

/**
 * Lines of JSON, an object each, in UTF-8. Read: a file, a directory or a glob. Written: a directory of files. Immutable: each method gives a changed
 * copy.
 */
public final class JsonLines implements Source, Sink {
    /** The name of the format in plans. */
    public static final String FORMAT = "json";

    private final String path;
    private final Options options;

    private JsonLines(String path, Options options) {
        this.path = path;
        this.options = options;
    }

    /** Files below this path; relative paths and paths without a scheme are in the default file system. */
    public static JsonLines at(String path) {
        return new JsonLines(path, Options.NONE);
    }

    /** Read: the columns, found by their names; a missing one is null, and others are passed over. Unless given, they are found out from the first file. */
    public JsonLines schema(Schema schema) {
        return with(LineOptions.SCHEMA, SchemaText.of(schema));
    }

    /** Read: how dates are written, such as {@code dd.MM.yyyy}; {@code yyyy-MM-dd} unless given. Letters are those of Java's {@code DateTimeFormatter}. */
    public JsonLines dateFormat(String pattern) {
        return with(LineOptions.DATE_FORMAT, Patterns.checked(pattern));
    }

    /**
     * Read: how timestamps are written, such as {@code dd.MM.yyyy HH:mm}; unless given {@code yyyy-MM-dd HH:mm:ss}, with a fraction where there is one. A
     * text without a zone is in the session's.
     */
    public JsonLines timestampFormat(String pattern) {
        return with(LineOptions.TIMESTAMP_FORMAT, Patterns.checked(pattern));
    }

    /** Read: what becomes of rows that cannot be read; unless given, the first makes the job fail. */
    public JsonLines onBadRows(BadRows badRows) {
        return new JsonLines(path, badRows.in(options));
    }

    /**
     * Read: the columns whose values stand in the names of directories, such as {@code dt=2026-11-28}, with their types. Without this all
     * such directories are columns, of the type that all their values have: int, bigint, date or string.
     */
    public JsonLines pathPartitions(Field... columns) {
        return with(FileOptions.PATH_PARTITIONS, SchemaText.of(Schema.of(columns)));
    }

    /** Written: rows go to directories named after their values in these columns, {@code column=value}, as Hive has it. */
    public JsonLines partitionBy(String... columns) {
        return with(FileOptions.PARTITION_BY, SchemaText.ofNames(List.of(columns)));
    }

    /** Written: how the files are compressed; not at all unless this says so. */
    public JsonLines compression(Compression compression) {
        return with(FileOptions.COMPRESSION, compression.name());
    }

    private JsonLines with(String option, String value) {
        return new JsonLines(path, options.with(option, value));
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
