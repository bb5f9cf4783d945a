package io.weft.runner.sink;

import io.weft.runner.vector.Batch;

/** How rows become lines of text. Used by one thread. */
interface LineLayout {
    /** What files of such lines are called, with the point. */
    String extension();

    /** Writes what stands before the first row of a file. */
    void writeHead(TextBuffer out);

    /** For the rows of one batch. */
    RowWriter rows(Batch batch);

    /** Writes the row at a position, with its line end. */
    @FunctionalInterface
    interface RowWriter {
        void write(int row, TextBuffer out);
    }
}
