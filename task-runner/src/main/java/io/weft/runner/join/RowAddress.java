package io.weft.runner.join;

import io.weft.runner.vector.Batch;

/** The address of a kept row: the number of its chunk and its place there in one {@code int} that is not negative. */
final class RowAddress {
    /** No row. */
    static final int NONE = -1;

    /** An address shifted right by so many bits is the chunk's number. */
    static final int BITS = 12;

    /** The bits of an address that are the row's place in its chunk. */
    static final int MASK = (1 << BITS) - 1;

    /** The most chunks that addresses can tell apart; the last address is none, so that one more than an address is one, too. */
    static final int MOST_CHUNKS = (1 << (Integer.SIZE - 1 - BITS)) - 1;

    static {
        if (Batch.MAX_ROWS > 1 << BITS) {
            throw new IllegalStateException("A row's place does not fit into its address");
        }
    }

    private RowAddress() {}

    static int of(int chunk, int place) {
        return chunk << BITS | place;
    }
}
