package io.weft.runner.scan;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;

/**
 * A record of an input that is no row.
 *
 * @param file its full URI
 * @param place in the file, for people: a line, a byte
 * @param flaw what is wrong with it
 * @param text of the record; bytes that are not UTF-8 as U+FFFD
 */
public record BadRecord(String file, String place, Flaw flaw, String text) {
    /** What is wrong with it. */
    public String reason() {
        return flaw.reason();
    }

    /** What the record is where a single one is too many. */
    public WeftException failure() {
        return new WeftException(
                ErrorCode.CORRUPT_INPUT,
                "[%s, %s] Cannot read the row: %s (%s, or set bad rows aside with onBadRows(...))",
                file,
                place,
                flaw.reason(),
                flaw.advice());
    }
}
