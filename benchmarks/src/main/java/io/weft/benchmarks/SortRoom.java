package io.weft.benchmarks;

/** How much memory a sort has. */
public enum SortRoom {
    /** More than it takes. */
    AMPLE,
    /** A tenth of the rows' bytes: most of them go to disk. */
    A_TENTH;

    private static final long AMPLE_BYTES = 8L << 30;
    private static final long LEAST_BYTES = 200 << 10;

    long budget(long rowBytes) {
        return switch (this) {
            case AMPLE -> AMPLE_BYTES;
            case A_TENTH -> Math.max(LEAST_BYTES, rowBytes / 10);
        };
    }
}
