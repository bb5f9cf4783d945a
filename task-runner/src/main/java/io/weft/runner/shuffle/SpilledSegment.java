package io.weft.runner.shuffle;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A fetched segment that waits in a local file. The file has no name from the moment it is open, so nothing is left of
 * it however the process ends.
 */
final class SpilledSegment {
    private final Path path;
    private final RandomAccessFile file;
    private long length;

    private SpilledSegment(Path path, RandomAccessFile file) {
        this.path = path;
        this.file = file;
    }

    /**
     * Reads a whole segment into a file.
     *
     * @param copyBuffer used meanwhile
     * @throws IOException if {@code body} throws it; nothing is kept then
     * @throws WeftException if the local disk fails
     */
    static SpilledSegment of(InputStream body, Path directory, byte[] copyBuffer) throws IOException {
        SpilledSegment segment = create(directory);
        boolean whole = false;
        try {
            int read;
            while ((read = body.read(copyBuffer, 0, copyBuffer.length)) >= 0) {
                segment.append(copyBuffer, read);
            }
            whole = true;
            return segment;
        } finally {
            if (!whole) {
                segment.file.close();
            }
        }
    }

    private static SpilledSegment create(Path directory) {
        Path path = directory;
        try {
            path = Files.createTempFile(directory, "fetched-", ".segment");
            RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
            Files.delete(path);
            return new SpilledSegment(path, file);
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    private void append(byte[] bytes, int count) {
        try {
            file.write(bytes, 0, count);
            length += count;
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    /** The bytes of the file, which is gone when the stream is closed. */
    InputStream open() {
        try {
            InputStream range = new FileRangeInputStream(file, 0, length);
            return new TranslatingInputStream(
                    new BufferedInputStream(range, FileRangeInputStream.MAX_READ), e -> failure(path, e));
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    private static WeftException failure(Path path, IOException e) {
        String reason = String.valueOf(e.getMessage());
        if (reason.contains("No space left") || reason.contains("quota exceeded")) {
            return WeftException.causedBy(
                    e, ErrorCode.DISK_FULL, "[%s] Cannot spill a fetched segment: %s (free the disk)", path, reason);
        }
        return WeftException.causedBy(
                e, ErrorCode.IO_FAILED, "[%s] Cannot spill a fetched segment: %s (check the disk)", path, e);
    }
}
