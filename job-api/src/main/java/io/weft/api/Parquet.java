package io.weft.api;

import io.weft.plan.FileOptions;
import io.weft.plan.Input;
import io.weft.plan.Output;
import io.weft.plan.ParquetOptions;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.SchemaText;
import java.util.List;

/** Parquet files. Read: a file, a directory or a glob. Written: a directory of files, compressed with zstd. Immutable. */
public final class Parquet implements Source, Sink {
    /** The name of the format in plans. */
    public static final String FORMAT = "parquet";

    private final String path;
    private final Options options;

    private Parquet(String path, Options options) {
        this.path = path;
        this.options = options;
    }

    /** Files below this path; relative paths and paths without a scheme are in the default file system. */
    public static Parquet at(String path) {
        return new Parquet(path, Options.NONE);
    }

    /**
     * Read: the columns whose values stand in the names of directories, such as {@code dt=2026-11-28}, with their types. Without this all
     * such directories are columns, of the type that all their values have: int, bigint, date or string.
     */
    public Parquet pathPartitions(Field... columns) {
        return with(FileOptions.PATH_PARTITIONS, SchemaText.of(Schema.of(columns)));
    }

    /** Written: rows go to directories named after their values in these columns, {@code column=value}, as Hive has it. */
    public Parquet partitionBy(String... columns) {
        return with(FileOptions.PARTITION_BY, SchemaText.ofNames(List.of(columns)));
    }

    /**
     * Read: the columns of all files, not of the first alone. A column that a file does not have is null there, and one that has several types has
     * the one that holds all their values. The footer of every file is read when the job is planned.
     */
    public Parquet mergeSchemas() {
        return with(ParquetOptions.MERGE_SCHEMAS, "true");
    }

    /**
     * Written: a bloom filter for each of these columns, so that a reader who looks for one value leaves out the row groups that do not have it.
     * Worth its bytes for columns of many different values that are compared for equality, such as ids.
     */
    public Parquet bloomFilter(String... columns) {
        Parquet more = this;
        for (String column : columns) {
            more = more.with(ParquetOptions.BLOOM_FILTER + column, "true");
        }
        return more;
    }

    private Parquet with(String option, String value) {
        return new Parquet(path, options.with(option, value));
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
