package io.weft.runner.sort;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BytesDictionary;
import io.weft.runner.vector.CodedBytesVector;
import io.weft.runner.vector.Vector;
import java.util.ArrayList;
import java.util.List;

/**
 * Some rows, all of which count, and their keys. In a list of chunks the address of a row is the number of its chunk and its place there in one
 * {@code int}.
 */
final class SortChunk {
    private static final int ROW_BITS = 12;

    /** The most chunks that addresses can tell apart. */
    static final int MOST_CHUNKS = 1 << (Integer.SIZE - 1 - ROW_BITS);

    static {
        if (Batch.MAX_ROWS > 1 << ROW_BITS) {
            throw new IllegalStateException("A row's place does not fit into its address");
        }
    }

    private final Batch rows;
    private final RowKeys keys;
    private final long retainedBytes;
    private final int rowBytes;

    SortChunk(Batch rows, RowKeys keys) {
        this.rows = rows;
        this.keys = keys;
        this.retainedBytes = rows.retainedBytes() + keys.retainedBytes();
        this.rowBytes = (int) (1 + retainedBytes / Math.max(1, rows.rowCount()));
    }

    Batch rows() {
        return rows;
    }

    RowKeys keys() {
        return keys;
    }

    static int address(int number, int row) {
        return number << ROW_BITS | row;
    }

    static int number(int address) {
        return address >>> ROW_BITS;
    }

    static int row(int address) {
        return address & (1 << ROW_BITS) - 1;
    }

    /** Bytes of heap, without dictionaries. */
    long retainedBytes() {
        return retainedBytes;
    }

    /** Bytes of heap for each of the rows, on average; at least one. */
    int rowBytes() {
        return rowBytes;
    }

    /** The dictionaries that the rows keep alive. */
    List<BytesDictionary> dictionaries() {
        List<BytesDictionary> dictionaries = new ArrayList<>();
        for (Vector column : rows.columns()) {
            if (column instanceof CodedBytesVector coded) {
                dictionaries.add(coded.dictionary());
            }
        }
        return dictionaries;
    }
}
