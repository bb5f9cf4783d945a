package io.weft.runner.format;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.runner.compress.FileCompression;
import io.weft.stage.FileRange;
import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.client.HdfsDataInputStream;

/** An open file of an input. It knows how many bytes were read and how many of them on this host. For one thread, but for {@link #readFullyAt}. */
public final class InputFile implements AutoCloseable {
    private final String name;
    private final long length;
    private final FSDataInputStream in;
    private final boolean isOnThisHost;

    /** Where the next byte of {@link #in} is. */
    private long position;

    private final AtomicLong bytesRead = new AtomicLong();

    private InputFile(FileStatus status, FileSystem store, FSDataInputStream in) {
        this.name = status.getPath().toString();
        this.length = status.getLen();
        this.in = in;
        this.isOnThisHost = "file".equals(store.getUri().getScheme());
    }

    /** Opens a file as it was listed. */
    public static InputFile open(FileStatus status, Configuration configuration) {
        Path path = status.getPath();
        try {
            FileSystem store = path.getFileSystem(configuration);
            return new InputFile(status, store, store.open(path));
        } catch (IOException e) {
            throw StoreFailure.reading(path.toString(), e);
        }
    }

    /**
     * Opens the file of a range.
     *
     * @throws WeftException {@link ErrorCode#INPUT_CHANGED} if it is not the file that was planned
     */
    public static InputFile open(FileRange range, Configuration configuration) {
        Path path = new Path(range.path());
        FileStatus status;
        try {
            status = path.getFileSystem(configuration).getFileStatus(path);
        } catch (IOException e) {
            throw StoreFailure.reading(range.path(), e);
        }
        if (status.getLen() != range.fileLength() || status.getModificationTime() != range.modificationMillis()) {
            throw new WeftException(
                    ErrorCode.INPUT_CHANGED,
                    "[%s] Cannot read the file: it changed after the job was planned: it had %d bytes and has %d"
                            + " (run the job again when the input is complete)",
                    range.path(),
                    range.fileLength(),
                    status.getLen());
        }
        return open(status, configuration);
    }

    /** The file's full URI. */
    public String name() {
        return name;
    }

    /** In bytes. */
    public long length() {
        return length;
    }

    /** Reads exactly so many bytes from there on; cheap where the last read ended there. */
    public void readFully(long from, byte[] target, int start, int count) {
        try {
            moveTo(from);
            in.readFully(target, start, count);
        } catch (EOFException e) {
            throw damaged("it ends within the %d bytes from %d on".formatted(count, from), e);
        } catch (IOException e) {
            throw StoreFailure.reading(name, e);
        }
        position += count;
        bytesRead.addAndGet(count);
    }

    /** Reads exactly so many bytes from there on. Any thread may call it at any time, also beside one that calls another method. */
    public void readFullyAt(long from, byte[] target, int start, int count) {
        try {
            in.readFully(from, target, start, count);
        } catch (EOFException e) {
            throw damaged("it ends within the %d bytes from %d on".formatted(count, from), e);
        } catch (IOException e) {
            throw StoreFailure.reading(name, e);
        }
        bytesRead.addAndGet(count);
    }

    /** Reads up to so many bytes from there on, at least one; -1 at the end of the file. */
    public int read(long from, byte[] target, int start, int count) {
        try {
            moveTo(from);
            int read = in.read(target, start, count);
            if (read > 0) {
                position += read;
                bytesRead.addAndGet(read);
            }
            return read;
        } catch (IOException e) {
            throw StoreFailure.reading(name, e);
        }
    }

    private void moveTo(long target) throws IOException {
        if (target != position) {
            in.seek(target);
            position = target;
        }
    }

    /** The file from its beginning. Closing the stream closes nothing; failures of the store come as {@link WeftException}. */
    public FileStream stream() {
        return new FileStream(this);
    }

    /** Bytes that came from the store so far, by its own count where it has one. */
    public long bytesRead() {
        return in instanceof HdfsDataInputStream hdfs ? hdfs.getReadStatistics().getTotalBytesRead() : bytesRead.get();
    }

    /** Of those, the bytes that were read on this host. */
    public long localBytesRead() {
        if (in instanceof HdfsDataInputStream hdfs) {
            return hdfs.getReadStatistics().getTotalLocalBytesRead();
        }
        return isOnThisHost ? bytesRead.get() : 0;
    }

    /** The failure of a file that is not what its format promises. */
    public WeftException damaged(String reason) {
        return new WeftException(
                ErrorCode.CORRUPT_INPUT, "[%s] Cannot read the file: %s (replace the file)", name, reason);
    }

    /** The same with the exception that told it. */
    public WeftException damaged(String reason, Throwable cause) {
        String detail = cause.getMessage() == null ? cause.getClass().getSimpleName() : firstLine(cause.getMessage());
        return WeftException.causedBy(
                cause,
                ErrorCode.CORRUPT_INPUT,
                "[%s] Cannot read the file: %s: %s (replace the file)",
                name,
                reason,
                detail);
    }

    /** The failure of a file that cannot be decompressed behind a byte of its text. */
    public WeftException undecompressed(FileCompression compression, long place, Exception cause) {
        if (cause instanceof EOFException) {
            return WeftException.causedBy(
                    cause,
                    ErrorCode.CORRUPT_INPUT,
                    "[%s] Cannot read the file: it ends in the middle of its compressed data (%s), behind byte %d of the text"
                            + " (copy the file again)",
                    name,
                    compression,
                    place);
        }
        return damaged(
                "it cannot be decompressed (%s) behind byte %d of the text".formatted(compression, place), cause);
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse(message);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw StoreFailure.reading(name, e);
        }
    }
}
