package io.weft.api;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.plan.FileOptions;
import io.weft.plan.Input;
import io.weft.plan.LineOptions;
import io.weft.plan.Output;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.SchemaText;
import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lines of fields with a delimiter between them: CSV, TSV and their kin. Read: a file, a directory or a glob. Written: a directory of files.
 *
 * <p>Unless said otherwise there is no header, the delimiter is a comma, fields may stand in double quotes, a quote within them is doubled, and an
 * empty field without quotes is null. Immutable: each method gives a changed copy.
 */
public final class Csv implements Source, Sink {
    /** The name of the format in plans. */
    public static final String FORMAT = "csv";

    private static final String YES = "true";

    private final String path;
    private final Options options;

    private Csv(String path, Options options) {
        this.path = path;
        this.options = options;
    }

    /** Files below this path; relative paths and paths without a scheme are in the default file system. */
    public static Csv at(String path) {
        return new Csv(path, Options.NONE);
    }

    /** The first line of each file names the columns. All files of an input must have the same header. */
    public Csv header() {
        return with(LineOptions.HEADER, YES);
    }

    /** What stands between the fields: an ASCII character. */
    public Csv delimiter(char delimiter) {
        return with(LineOptions.DELIMITER, ascii("delimiter", delimiter));
    }

    /** What may stand around fields: an ASCII character. */
    public Csv quote(char quote) {
        return with(LineOptions.QUOTE, ascii("quote", quote));
    }

    /** Nothing stands around fields: a double quote is a letter like any other. */
    public Csv withoutQuotes() {
        return with(LineOptions.QUOTE, "");
    }

    /** What stands in a quoted field before a quote, or itself, that belongs to the value; unless given, the quote itself. */
    public Csv escape(char escape) {
        return with(LineOptions.ESCAPE, ascii("escape", escape));
    }

    /** The fields, without quotes, that are null. Written is the first. */
    public Csv nullText(String first, String... others) {
        String texts = Stream.concat(Stream.of(first), Stream.of(others))
                .map(text -> text.length() + ":" + text)
                .collect(Collectors.joining());
        return with(LineOptions.NULL_TEXTS, texts);
    }

    /** Read: the encoding of the files, UTF-8 unless given. Files of another one are read by one task each. */
    public Csv encoding(String charset) {
        try {
            return with(LineOptions.ENCODING, Charset.forName(charset).name());
        } catch (IllegalArgumentException e) {
            throw WeftException.causedBy(
                    e,
                    ErrorCode.INVALID_ARGUMENT,
                    "Cannot read CSV in the encoding '%s': Java does not know it (UTF-8, ISO-8859-1, windows-1252 are some)",
                    charset);
        }
    }

    /**
     * Read: the columns. With a header they are found by their names, and the files may have more; without they are the fields in order. Unless given,
     * the columns are found out from the first file.
     */
    public Csv schema(Schema schema) {
        return with(LineOptions.SCHEMA, SchemaText.of(schema));
    }

    /** Read: quoted fields may hold line ends. Such files are read by one task each. Written, they always may. */
    public Csv multiline() {
        return with(LineOptions.MULTILINE, YES);
    }

    /** How dates are written, such as {@code dd.MM.yyyy}; {@code yyyy-MM-dd} unless given. Letters are those of Java's {@code DateTimeFormatter}. */
    public Csv dateFormat(String pattern) {
        return with(LineOptions.DATE_FORMAT, Patterns.checked(pattern));
    }

    /**
     * How timestamps are written, such as {@code dd.MM.yyyy HH:mm}; unless given {@code yyyy-MM-dd HH:mm:ss}, with a fraction where there is one. A
     * text without a zone is in the session's.
     */
    public Csv timestampFormat(String pattern) {
        return with(LineOptions.TIMESTAMP_FORMAT, Patterns.checked(pattern));
    }

    /** Read: what becomes of rows that cannot be read; unless given, the first makes the job fail. */
    public Csv onBadRows(BadRows badRows) {
        return new Csv(path, badRows.in(options));
    }

    /**
     * Read: the columns whose values stand in the names of directories, such as {@code dt=2026-11-28}, with their types. Without this all
     * such directories are columns, of the type that all their values have: int, bigint, date or string.
     */
    public Csv pathPartitions(Field... columns) {
        return with(FileOptions.PATH_PARTITIONS, SchemaText.of(Schema.of(columns)));
    }

    /** Written: rows go to directories named after their values in these columns, {@code column=value}, as Hive has it. */
    public Csv partitionBy(String... columns) {
        return with(FileOptions.PARTITION_BY, SchemaText.ofNames(List.of(columns)));
    }

    /** Written: how the files are compressed; not at all unless this says so. */
    public Csv compression(Compression compression) {
        return with(FileOptions.COMPRESSION, compression.name());
    }

    private static String ascii(String what, char letter) {
        if (letter == 0 || letter == '\n' || letter == '\r' || letter > '~') {
            throw new WeftException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Cannot use U+%04X as the %s of CSV: it is a line end or not ASCII (choose an ASCII character)",
                    (int) letter,
                    what);
        }
        return String.valueOf(letter);
    }

    private Csv with(String option, String value) {
        return new Csv(path, options.with(option, value));
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
