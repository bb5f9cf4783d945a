package io.weft.runner.window;

import io.weft.runner.vector.Batch;
import java.nio.ByteBuffer;

/**
 * What stands before a block of rows on disk, so that the rows need not be read to find the next block, or where something begins.
 *
 * @param rows that the block has
 * @param bytes that it takes after this
 * @param partition the place of the first row in it that begins a partition, or {@link #NONE}
 * @param peers the place of the first row that is not equal in order to the row before it, or {@link #NONE}
 */
record BlockHead(int rows, int bytes, int partition, int peers) {
    static final int NONE = -1;
    static final int BYTES = 4 * Integer.BYTES;

    static BlockHead of(Batch rows, int bytes) {
        return new BlockHead(rows.rowCount(), bytes, RowPlaces.firstPartition(rows), RowPlaces.firstPeers(rows));
    }

    static BlockHead from(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new BlockHead(buffer.getInt(), buffer.getInt(), buffer.getInt(), buffer.getInt());
    }

    ByteBuffer toBytes() {
        return ByteBuffer.allocate(BYTES)
                .putInt(rows)
                .putInt(bytes)
                .putInt(partition)
                .putInt(peers)
                .flip();
    }
}
