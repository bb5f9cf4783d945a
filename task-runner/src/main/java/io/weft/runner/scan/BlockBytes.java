package io.weft.runner.scan;

import io.weft.error.WeftException;
import io.weft.runner.format.InputFile;
import io.weft.stage.FileRange;
import java.io.IOException;
import java.math.BigInteger;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.apache.hadoop.io.compress.SplitCompressionInputStream;
import org.apache.hadoop.io.compress.SplittableCompressionCodec.READ_MODE;

/**
 * The text of those blocks of a bzip2 file whose marks begin in a range of it. Which they are the stream tells: it never gives bytes of two
 * blocks at once, and with the first byte of a block it says where the block's mark begins, plus one. The first block of a file belongs to the
 * range that begins with the file.
 */
final class BlockBytes implements TextBytes {
    private static final BigInteger END_MARK = BigInteger.valueOf(0x1772_4538_5090L);
    private static final int END_MARK_BITS = 48;

    /** The end mark, a checksum of four bytes, and what fills up the last byte. */
    private static final int TAIL_BYTES = 11;

    private final InputFile file;
    private final FileRange range;
    private final SplitCompressionInputStream in;
    private final boolean isEmpty;
    private long next;
    private long end = Long.MAX_VALUE;

    BlockBytes(InputFile file, FileRange range, BZip2Codec codec) {
        this.file = file;
        this.range = range;
        try {
            this.in = codec.createInputStream(file.stream(), null, range.offset(), range.end(), READ_MODE.BYBLOCK);
            this.isEmpty = range.offset() > 0 && in.getPos() >= range.end();
        } catch (WeftException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw damaged(e);
        }
    }

    @Override
    public int read(byte[] target) {
        int read;
        try {
            read = in.read(target, 0, target.length);
            if (end == Long.MAX_VALUE && read > 0 && in.getPos() > range.end()) {
                end = next;
            }
        } catch (WeftException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw damaged(e);
        }
        if (read < 0 && !hasEndMark()) {
            // The stream ends quietly where a mark should be and is not.
            throw file.damaged("it cannot be decompressed (BZIP2): its end is missing");
        }
        next += Math.max(read, 0);
        return read;
    }

    private boolean hasEndMark() {
        byte[] tail = new byte[(int) Math.min(TAIL_BYTES, file.length())];
        file.readFully(file.length() - tail.length, tail, 0, tail.length);
        BigInteger bits = new BigInteger(1, tail);
        BigInteger mask = BigInteger.ONE.shiftLeft(END_MARK_BITS).subtract(BigInteger.ONE);
        for (int filling = 0; filling < Byte.SIZE; filling++) {
            if (bits.shiftRight(Integer.SIZE + filling).and(mask).equals(END_MARK)) {
                return true;
            }
        }
        return false;
    }

    private WeftException damaged(Exception e) {
        return file.damaged(
                "it cannot be decompressed (BZIP2) behind byte %d of the text that begins with the first block at or behind byte %d"
                        .formatted(next, range.offset()),
                e);
    }

    @Override
    public long start() {
        return 0;
    }

    @Override
    public long end() {
        return end;
    }

    @Override
    public boolean isFromBeginning() {
        return range.offset() == 0;
    }

    @Override
    public boolean isEmpty() {
        return isEmpty;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw damaged(e);
        }
    }
}
