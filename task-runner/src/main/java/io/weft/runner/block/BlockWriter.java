package io.weft.runner.block;

import io.airlift.compress.lz4.Lz4Compressor;
import io.weft.runner.vector.Batch;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * Turns batches into blocks. One writer serves one thread, any number of batches and any number of streams: a block stands for itself.
 */
public final class BlockWriter {
    /** Below this the compressor's work is worth more than what it saves. */
    private static final int LEAST_COMPRESSED = 128;

    private final Codec codec;
    private final BlockOutput payload = new BlockOutput();
    private final BlockEncoder encoder = new BlockEncoder(payload);
    private final Lz4Compressor compressor = new Lz4Compressor();
    private byte[] block = new byte[0];

    /** A writer that compresses with the codec where that makes a block smaller by an eighth or more. */
    public BlockWriter(Codec codec) {
        this.codec = codec;
    }

    /**
     * The selected rows of the batch as one block.
     *
     * @return the block, valid until this writer is used again
     */
    public ByteBuffer encode(Batch batch) {
        Batch rows = batch.compacted();
        payload.clear();
        encoder.encode(rows);
        int rawLength = payload.length();
        int storedLength = compress(rawLength);
        Codec used = codec;
        if (storedLength < 0) {
            used = Codec.NONE;
            storedLength = rawLength;
            reserve(BlockHeader.BYTES + rawLength);
            System.arraycopy(payload.bytes(), 0, block, BlockHeader.BYTES, rawLength);
        }
        int checksum = BlockHeader.checksum(block, BlockHeader.BYTES, storedLength);
        new BlockHeader(used, rows.rowCount(), storedLength, rawLength, checksum).writeTo(block, 0);
        return ByteBuffer.wrap(block, 0, BlockHeader.BYTES + storedLength);
    }

    /**
     * Writes the selected rows of the batch as one block.
     *
     * @return the number of bytes written
     */
    public int write(Batch batch, OutputStream out) throws IOException {
        ByteBuffer encoded = encode(batch);
        out.write(encoded.array(), encoded.arrayOffset(), encoded.remaining());
        return encoded.remaining();
    }

    /** Bytes of heap that this writer holds for its buffers. */
    public long retainedBytes() {
        return payload.bytes().length + (long) block.length;
    }

    /** The compressed length, or -1 where compression does not pay. */
    private int compress(int rawLength) {
        if (codec == Codec.NONE || rawLength < LEAST_COMPRESSED) {
            return -1;
        }
        int room = compressor.maxCompressedLength(rawLength);
        reserve(BlockHeader.BYTES + room);
        int length = compressor.compress(payload.bytes(), 0, rawLength, block, BlockHeader.BYTES, room);
        return length <= rawLength - (rawLength >> 3) ? length : -1;
    }

    private void reserve(int length) {
        if (block.length < length) {
            block = new byte[length];
        }
    }
}
