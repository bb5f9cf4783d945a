package io.weft.runner.block;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.runner.vector.Batch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Turns a stream of blocks back into batches. Nothing in a block is believed before its checksum has been verified.
 *
 * <p>The stream is not buffered here and not closed. The batches have arrays of their own.
 */
public final class BlockReader {
    private static final int FIRST_CAPACITY = 64 * 1024;

    private final InputStream in;
    private final String source;
    private final ErrorCode damage;
    private final BlockDecoder decoder = new BlockDecoder();
    private final Lz4Decompressor decompressor = new Lz4Decompressor();
    private final byte[] header = new byte[BlockHeader.BYTES];
    private byte[] stored = new byte[0];
    private byte[] raw = new byte[0];
    private long position;

    /**
     * A reader of blocks up to the end of the stream.
     *
     * @param source what errors name
     * @param damage the code of the error for a block that is not as it was written: it decides whether another attempt may help
     */
    public BlockReader(InputStream in, String source, ErrorCode damage) {
        this.in = in;
        this.source = source;
        this.damage = damage;
    }

    /** A reader of the blocks between the buffer's position and its limit, which it leaves alone. */
    public static BlockReader of(ByteBuffer blocks, String source, ErrorCode damage) {
        if (blocks.hasArray()) {
            int start = blocks.arrayOffset() + blocks.position();
            return new BlockReader(new ByteArrayInputStream(blocks.array(), start, blocks.remaining()), source, damage);
        }
        byte[] copy = new byte[blocks.remaining()];
        blocks.duplicate().get(copy);
        return new BlockReader(new ByteArrayInputStream(copy), source, damage);
    }

    /**
     * The next block's rows, or null where the stream ends after a whole block.
     *
     * @throws WeftException with the code for damage where the block is cut short or not what was written
     * @throws IOException from the stream itself
     */
    public @Nullable Batch next() throws IOException {
        int headerLength = in.readNBytes(header, 0, BlockHeader.BYTES);
        if (headerLength == 0) {
            return null;
        }
        try {
            if (headerLength < BlockHeader.BYTES) {
                throw new DamagedBlockException("it ends within its header");
            }
            BlockHeader fields = BlockHeader.readFrom(header);
            readStored(fields);
            BlockInput payload = decompress(fields);
            Batch batch = decoder.decode(payload, fields.rows());
            position += BlockHeader.BYTES + (long) fields.storedLength();
            return batch;
        } catch (DamagedBlockException problem) {
            throw WeftException.causedBy(
                    problem,
                    damage,
                    "[%s] Cannot read the block at byte %d: %s (it was damaged after it was written)",
                    source,
                    position,
                    problem.getMessage());
        }
    }

    /** Bytes of heap that this reader holds for its buffers. */
    public long retainedBytes() {
        return stored.length + (long) raw.length;
    }

    /** Takes memory only as bytes really arrive. */
    private void readStored(BlockHeader fields) throws IOException, DamagedBlockException {
        int length = fields.storedLength();
        int read = 0;
        while (read < length) {
            if (read == stored.length) {
                long grown = Math.max(FIRST_CAPACITY, 2L * stored.length);
                stored = Arrays.copyOf(stored, (int) Math.min(length, grown));
            }
            int wanted = Math.min(length, stored.length) - read;
            int got = in.readNBytes(stored, read, wanted);
            if (got < wanted) {
                throw new DamagedBlockException("it ends after %d of %d bytes".formatted(read + got, length));
            }
            read += got;
        }
        if (BlockHeader.checksum(stored, 0, length) != fields.payloadChecksum()) {
            throw new DamagedBlockException("the checksum of its columns is wrong");
        }
    }

    private BlockInput decompress(BlockHeader fields) throws DamagedBlockException {
        if (fields.codec() == Codec.NONE) {
            return new BlockInput(stored, fields.storedLength());
        }
        if (raw.length < fields.rawLength()) {
            raw = new byte[fields.rawLength()];
        }
        try {
            int length = decompressor.decompress(stored, 0, fields.storedLength(), raw, 0, fields.rawLength());
            if (length != fields.rawLength()) {
                throw new DamagedBlockException(
                        "its columns have %d bytes, not %d".formatted(length, fields.rawLength()));
            }
        } catch (MalformedInputException malformed) {
            throw new DamagedBlockException("it cannot be decompressed: " + malformed.getMessage());
        }
        return new BlockInput(raw, fields.rawLength());
    }
}
