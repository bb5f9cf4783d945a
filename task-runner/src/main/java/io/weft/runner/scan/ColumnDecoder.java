package io.weft.runner.scan;

import io.weft.runner.vector.Vector;
import java.io.IOException;

/**
 * One column of a row group on its way into vectors. Driven by a single thread.
 *
 * <p>Rows, not values, are what is asked for: how many values a row has is for the decoder to find out from its definition and
 * repetition levels. A decoder of a nested column is one over the decoders of its leaves, which share these rows. Between
 * {@link #begin} and {@link #finish} rows are read and skipped in their order; what was read becomes one vector. All methods throw IOException
 * and unchecked exceptions where the file is damaged; the decoder is of no use then.
 */
interface ColumnDecoder {
    /** Starts a vector of up to so many slots. */
    void begin(int rows);

    /** Reads the next rows into the vector, one slot a row. */
    void read(int rows) throws IOException;

    /** Passes the next rows, within a vector or between two. Pages that hold nothing else are not decoded. */
    void skip(long rows) throws IOException;

    /** What was read since {@link #begin}. The vector shares nothing with the decoder but a dictionary. */
    Vector finish();

    /** Where in the file the decoder is, for messages. */
    long position();

    /** The next rows, at least one, as a vector. */
    default Vector decode(int rows) throws IOException {
        begin(rows);
        read(rows);
        return finish();
    }
}
