package io.weft.runner.scan;

/** What becomes of records that are no rows. Used by one thread. */
@FunctionalInterface
public interface BadRecords {
    /** Ends the attempt with the first. */
    BadRecords FAIL = record -> {
        throw record.failure();
    };

    /**
     * Takes a record.
     *
     * @throws io.weft.error.WeftException to end the attempt
     */
    void take(BadRecord record);
}
