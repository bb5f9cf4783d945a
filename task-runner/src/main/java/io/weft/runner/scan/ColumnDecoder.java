package io.weft.runner.scan;

import io.weft.runner.vector.Vector;
import java.io.IOException;

/**
 * One column of a row group on its way into vectors. Driven by a single thread.
 *
 * <p>Rows, not values, are what is asked for: how many values a row has is for the decoder to find out from its definition and
 * repetition levels. A decoder of a nested column is one over the decoders of its leaves, which share these rows.
 */
interface ColumnDecoder {
    /**
     * The next rows, one slot a row. The vector shares nothing with the decoder but a dictionary.
     *
     * @param rows at least one, and no more than the row group has left
     * @throws IOException and unchecked exceptions where the file is damaged; the decoder is of no use then
     */
    Vector decode(int rows) throws IOException;

    /** Where in the file the decoder is, for messages. */
    long position();
}
