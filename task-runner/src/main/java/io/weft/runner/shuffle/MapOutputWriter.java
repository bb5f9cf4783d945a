package io.weft.runner.shuffle;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32C;

/**
 * Writes what one attempt produces for an exchange: a segment for each partition, in the order of partitions, into one
 * file. Nobody can read it before {@link #commit}; {@link #close} without a commit deletes it. Holds a buffer of 64 kB.
 *
 * <p>For one thread. Begun with {@link LocalOutputs#create}.
 */
public final class MapOutputWriter implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 << 10;

    private final Path directory;
    private final FileChannel data;
    private final long[] lengths;
    private final int[] checksums;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private final CRC32C crc = new CRC32C();
    private int partition = -1;
    private long length;
    private boolean committed;

    MapOutputWriter(Path directory, int partitions) throws IOException {
        if (partitions < 1) {
            throw new IllegalArgumentException("A map output needs a partition, not %d".formatted(partitions));
        }
        this.directory = directory;
        this.lengths = new long[partitions];
        this.checksums = new int[partitions];
        OutputModes.createDirectory(directory);
        try {
            this.data = OutputModes.createFile(directory.resolve(MapOutputFile.FILE_NAME));
        } catch (IOException | RuntimeException e) {
            LocalOutputs.deleteOutput(directory);
            throw e;
        }
    }

    /**
     * The segment of a partition, until the next partition is asked for. Partitions come in ascending order; those left
     * out are empty. Closing the segment is allowed and does nothing.
     */
    public Segment partition(int next) {
        if (next <= partition || next >= lengths.length || committed) {
            throw new IllegalStateException(
                    "Cannot begin partition %d of %d after partition %d".formatted(next, lengths.length, partition));
        }
        endPartition();
        partition = next;
        return new Segment(next);
    }

    /** Makes the output visible to readers, all at once. Returns the bytes of each partition's segment. */
    public long[] commit() throws IOException {
        if (committed) {
            throw new IllegalStateException("[%s] Cannot commit a map output twice".formatted(directory));
        }
        endPartition();
        flush();
        data.close();
        Path written = directory.resolve(MapOutputIndex.FILE_NAME + ".part");
        try (FileChannel index = OutputModes.createFile(written)) {
            writeFully(
                    index, ByteBuffer.wrap(MapOutputIndex.of(lengths, checksums).encode()));
        }
        Files.move(written, directory.resolve(MapOutputIndex.FILE_NAME), StandardCopyOption.ATOMIC_MOVE);
        committed = true;
        return lengths.clone();
    }

    /** Deletes the output unless it was committed. */
    @Override
    public void close() throws IOException {
        data.close();
        if (!committed) {
            LocalOutputs.deleteOutput(directory);
        }
    }

    private void endPartition() {
        if (partition >= 0) {
            lengths[partition] = length;
            checksums[partition] = (int) crc.getValue();
            length = 0;
            crc.reset();
        }
    }

    private void write(ByteBuffer source) throws IOException {
        crc.update(source.duplicate());
        length += source.remaining();
        if (source.remaining() > buffer.remaining()) {
            flush();
        }
        if (source.remaining() > buffer.remaining()) {
            writeFully(data, source);
            return;
        }
        buffer.put(source);
    }

    private void flush() throws IOException {
        writeFully(data, buffer.flip());
        buffer.clear();
    }

    /** Writes in pieces, because the JDK keeps a direct buffer as long as the longest piece for each thread. */
    static void writeFully(FileChannel channel, ByteBuffer source) throws IOException {
        int end = source.limit();
        while (source.position() < end) {
            source.limit(Math.min(end, source.position() + BUFFER_BYTES));
            channel.write(source);
        }
    }

    /** Where a partition's bytes go. */
    public final class Segment extends OutputStream implements WritableByteChannel {
        private final int owner;

        private Segment(int owner) {
            this.owner = owner;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            write(ByteBuffer.wrap(bytes, offset, count));
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            if (!isOpen()) {
                throw new IllegalStateException(
                        "[%s] Cannot write partition %d: it is over".formatted(directory, owner));
            }
            int count = source.remaining();
            MapOutputWriter.this.write(source);
            return count;
        }

        @Override
        public boolean isOpen() {
            return owner == partition && !committed;
        }

        /** Does nothing: a segment ends where the next begins. */
        @Override
        public void close() {}
    }
}
