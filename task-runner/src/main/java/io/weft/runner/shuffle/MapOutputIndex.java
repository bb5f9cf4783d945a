package io.weft.runner.shuffle;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

/**
 * Where each partition's segment lies in a map output, and the CRC32C of its bytes. On disk it is what Hadoop's
 * ShuffleHandler reads: for each partition three big-endian longs (start, raw length, length), then one long, the CRC32 of
 * all that.
 *
 * <p>The handler only repeats the raw length to the reader. Weft has no raw length: the field carries the checksum.
 * Immutable.
 */
public final class MapOutputIndex {
    static final String FILE_NAME = "file.out.index";

    private static final int RECORD_BYTES = 3 * Long.BYTES;
    /** Far above any number of partitions; keeps a broken file from being read into memory. */
    private static final int MAX_FILE_BYTES = 16 << 20;

    private final long[] starts;
    private final long[] lengths;
    private final int[] checksums;

    private MapOutputIndex(long[] starts, long[] lengths, int[] checksums) {
        this.starts = starts;
        this.lengths = lengths;
        this.checksums = checksums;
    }

    /** The index of segments that lie one after another; the arrays are copied. */
    static MapOutputIndex of(long[] lengths, int[] checksums) {
        long[] starts = new long[lengths.length];
        for (int partition = 1; partition < lengths.length; partition++) {
            starts[partition] = starts[partition - 1] + lengths[partition - 1];
        }
        return new MapOutputIndex(starts, lengths.clone(), checksums.clone());
    }

    static MapOutputIndex read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return decode(in.readNBytes(MAX_FILE_BYTES), file);
        }
    }

    private static MapOutputIndex decode(byte[] content, Path file) throws IOException {
        int partitions = (content.length - Long.BYTES) / RECORD_BYTES;
        if (partitions < 1 || content.length != partitions * RECORD_BYTES + Long.BYTES) {
            throw new EOFException(
                    "[%s] Cannot read index: %d bytes are no whole number of entries".formatted(file, content.length));
        }
        CRC32 crc = new CRC32();
        crc.update(content, 0, partitions * RECORD_BYTES);
        ByteBuffer bytes = ByteBuffer.wrap(content);
        if (bytes.getLong(partitions * RECORD_BYTES) != crc.getValue()) {
            throw new IOException("[%s] Cannot read index: its checksum does not match".formatted(file));
        }
        long[] starts = new long[partitions];
        long[] lengths = new long[partitions];
        int[] checksums = new int[partitions];
        for (int partition = 0; partition < partitions; partition++) {
            starts[partition] = bytes.getLong();
            checksums[partition] = checksumOf(bytes.getLong());
            lengths[partition] = bytes.getLong();
            if (starts[partition] < 0 || lengths[partition] < 0) {
                throw new IOException("[%s] Cannot read index: partition %d starts at %d and has %d bytes"
                        .formatted(file, partition, starts[partition], lengths[partition]));
            }
        }
        return new MapOutputIndex(starts, lengths, checksums);
    }

    byte[] encode() {
        ByteBuffer bytes = ByteBuffer.allocate(starts.length * RECORD_BYTES + Long.BYTES);
        for (int partition = 0; partition < starts.length; partition++) {
            bytes.putLong(starts[partition]);
            bytes.putLong(rawLength(partition));
            bytes.putLong(lengths[partition]);
        }
        CRC32 crc = new CRC32();
        crc.update(bytes.array(), 0, bytes.position());
        return bytes.putLong(crc.getValue()).array();
    }

    /** The checksum that a raw length carries, from an index or from a reply. */
    static int checksumOf(long rawLength) throws IOException {
        if (rawLength >>> Integer.SIZE != 0) {
            throw new IOException(
                    "Cannot take a checksum from the raw length %d: more than 32 bits".formatted(rawLength));
        }
        return (int) rawLength;
    }

    public int partitions() {
        return starts.length;
    }

    /** The first byte of a partition's segment in the data file. */
    long start(int partition) {
        return starts[partition];
    }

    /** The bytes of a partition's segment. */
    public long length(int partition) {
        return lengths[partition];
    }

    /** The CRC32C of a partition's segment. */
    int checksum(int partition) {
        return checksums[partition];
    }

    /** The checksum in the form in which index and reply carry it. */
    long rawLength(int partition) {
        return Integer.toUnsignedLong(checksums[partition]);
    }

    /** The length that the data file must at least have. */
    long end() {
        int last = starts.length - 1;
        return starts[last] + lengths[last];
    }
}
