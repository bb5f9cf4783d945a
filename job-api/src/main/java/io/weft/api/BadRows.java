package io.weft.api;

import io.weft.plan.LineOptions;
import org.jspecify.annotations.Nullable;

/** What becomes of rows of an input that cannot be read: a field too many, a value that is not of its column's type. */
public final class BadRows {
    private final @Nullable String path;
    private final long limit;

    private BadRows(@Nullable String path, long limit) {
        this.path = path;
        this.limit = limit;
    }

    /** The first bad row makes the job fail. */
    public static BadRows fail() {
        return new BadRows(null, 0);
    }

    /**
     * Bad rows are put aside, into files of a directory that comes to be with the job's outputs and must not exist before: lines of JSON with the
     * {@code file}, the {@code place}, the {@code reason} and the {@code line} itself.
     *
     * @param path the directory
     * @param limit the job fails if it has more of them in this input
     */
    public static BadRows setAside(String path, long limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("A limit of bad rows is at least 1, not " + limit);
        }
        return new BadRows(path, limit);
    }

    Options in(Options options) {
        return path == null
                ? options.without(LineOptions.BAD_ROWS_PATH).without(LineOptions.BAD_ROWS_LIMIT)
                : options.with(LineOptions.BAD_ROWS_PATH, path).with(LineOptions.BAD_ROWS_LIMIT, Long.toString(limit));
    }
}
