package io.weft.runner.scan;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;

/**
 * A record of an input that is no row.
 *
 * @param file its full URI
 * @param place in the file, for people: a line, a byte
 * @param reason what is wrong with it
 * @param text of the record; bytes that are not UTF-8 as U+FFFD
 */
public record BadRecord(String file, String place, String reason, String text) {
    /** What the record is where a single one is too many. */
    public WeftException failure() {
        return new WeftException(
                ErrorCode.CORRUPT_INPUT,
                "[%s, %s] Cannot read the row: %s (mend it, or set bad rows aside with onBadRows(...))",
                file,
                place,
                reason);
    }
}
