package io.weft.runner.shuffle;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32C;

/**
 * The bytes of one segment: exactly its length, and the last of them only after the checksum of all was compared. Ends
 * early with an {@link EOFException}, never as if the segment were complete.
 */
final class SegmentInputStream extends FilterInputStream {
    private final CRC32C crc = new CRC32C();
    private final long length;
    private final int checksum;
    private long left;

    SegmentInputStream(InputStream in, long length, int checksum) throws CorruptSegmentException {
        super(in);
        this.length = length;
        this.checksum = checksum;
        this.left = length;
        if (length == 0) {
            compareChecksum();
        }
    }

    /** The bytes that were not yet read. */
    long left() {
        return left;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        if (left == 0) {
            return count == 0 ? 0 : -1;
        }
        int read = in.read(bytes, offset, (int) Math.min(count, left));
        if (read < 0) {
            throw new EOFException("Segment ended %d bytes before its length of %d".formatted(left, length));
        }
        crc.update(bytes, offset, read);
        left -= read;
        if (left == 0) {
            compareChecksum();
        }
        return read;
    }

    private void compareChecksum() throws CorruptSegmentException {
        if ((int) crc.getValue() != checksum) {
            throw new CorruptSegmentException("Segment of %d bytes has checksum %08x instead of %08x"
                    .formatted(length, (int) crc.getValue(), checksum));
        }
    }

    @Override
    public long skip(long count) throws IOException {
        return readNBytes((int) Math.min(count, FileRangeInputStream.MAX_READ)).length;
    }

    @Override
    public int available() throws IOException {
        return (int) Math.min(in.available(), left);
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
