package io.weft.runner.scan;

import org.jspecify.annotations.Nullable;

/** Turns records into rows. Used by one thread. */
interface RecordParser {
    /** What is read before the first record of a file; says what is wrong with it, or nothing. */
    @Nullable Flaw head(byte[] text, int start, int end);

    /** Whether files have a head. */
    boolean hasHead();

    /** Whether the record stands for no row at all. */
    boolean isNothing(int start, int end);

    /** Puts a record's values into a row of the columns; says what is wrong with it, or nothing. */
    @Nullable Flaw parse(byte[] text, int start, int end, int row);
}
