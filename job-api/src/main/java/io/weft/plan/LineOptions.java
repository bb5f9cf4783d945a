package io.weft.plan;

import java.util.Optional;

/** The names of the options of inputs and outputs that are made of lines: text, CSV, JSON lines. */
public final class LineOptions {
    /** CSV: "true" where the first line of each file names the columns. */
    public static final String HEADER = "header";

    /** CSV: what stands between the fields, one character. */
    public static final String DELIMITER = "delimiter";

    /** CSV: what stands around fields, one character; empty where nothing does. */
    public static final String QUOTE = "quote";

    /** CSV: what makes the quote behind it part of a quoted field, one character. */
    public static final String ESCAPE = "escape";

    /** CSV: the texts without quotes that stand for null, each after its length and a colon. */
    public static final String NULL_TEXTS = "null-texts";

    /** CSV: "true" where a quoted field may hold line ends. */
    public static final String MULTILINE = "multiline";

    /** CSV: the names of all fields of a record, in order; found out, not given. */
    public static final String FIELD_NAMES = "field-names";

    /** The encoding of the files, by its Java name. */
    public static final String ENCODING = "encoding";

    /** The columns with their types. */
    public static final String SCHEMA = "schema";

    /** How dates are written, as {code DateTimeFormatter} has it. */
    public static final String DATE_FORMAT = "date-format";

    /** How timestamps are written, likewise. */
    public static final String TIMESTAMP_FORMAT = "timestamp-format";

    /** Where bad rows are put; absent where one makes the job fail. */
    public static final String BAD_ROWS_PATH = "bad-rows-path";

    /** How many bad rows a job puts aside at most. */
    public static final String BAD_ROWS_LIMIT = "bad-rows-limit";

    private LineOptions() {}

    /** The directory for the bad rows of an input; nothing where the first one makes the job fail. */
    public static Optional<String> badRowsPath(Input input) {
        return Optional.ofNullable(input.options().get(BAD_ROWS_PATH));
    }

    /** How many bad rows of an input may be set aside. */
    public static long badRowsLimit(Input input) {
        return Long.parseLong(input.options().getOrDefault(BAD_ROWS_LIMIT, "0"));
    }
}
