package io.weft.runner.shuffle;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** A committed map output on a disk of this host, for reading. Holds no file open. */
public final class MapOutputFile {
    static final String FILE_NAME = "file.out";

    private final MapOutputId id;
    private final Path data;
    private final MapOutputIndex index;

    private MapOutputFile(MapOutputId id, Path data, MapOutputIndex index) {
        this.id = id;
        this.data = data;
        this.index = index;
    }

    /**
     * Reads the index of the output in a directory.
     *
     * @throws IOException if the index is broken, or the data file is missing or shorter than the index says
     */
    static MapOutputFile open(MapOutputId id, Path directory) throws IOException {
        MapOutputIndex index = MapOutputIndex.read(directory.resolve(MapOutputIndex.FILE_NAME));
        Path data = directory.resolve(FILE_NAME);
        long size = Files.size(data);
        if (size < index.end()) {
            throw new EOFException(
                    "[%s] Cannot read map output: %d bytes of %d are left".formatted(data, size, index.end()));
        }
        return new MapOutputFile(id, data, index);
    }

    public MapOutputId id() {
        return id;
    }

    public MapOutputIndex index() {
        return index;
    }

    StoredSegment segment(int partition) {
        return new StoredSegment(
                new SegmentHeader(id, partition, index.length(partition), index.checksum(partition)),
                data,
                index.start(partition));
    }

    /**
     * One partition's segment, straight from the disk; the caller closes it. The stream compares the checksum when it
     * hands out the last bytes.
     */
    public InputStream open(int partition) throws IOException {
        long length = index.length(partition);
        RandomAccessFile file = new RandomAccessFile(data.toFile(), "r");
        try {
            InputStream range = new FileRangeInputStream(file, index.start(partition), length);
            return new SegmentInputStream(
                    new BufferedInputStream(range, FileRangeInputStream.MAX_READ), length, index.checksum(partition));
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public String toString() {
        return data.toString();
    }
}
