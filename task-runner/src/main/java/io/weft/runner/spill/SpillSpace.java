package io.weft.runner.spill;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The spill files of one attempt, spread over the local directories. Closing it deletes whatever is still there. One thread uses it.
 */
public final class SpillSpace implements AutoCloseable {
    /** A directory with less than this part of the roomiest one's room is passed over. */
    private static final int LEAST_FRACTION = 4;

    private final List<Path> directories;
    private final String name;
    private final List<SpillFile> files = new ArrayList<>();
    private int next;
    private long bytesWritten;

    /**
     * Room in these directories, which exist. Nothing is written yet.
     *
     * @param name what errors call it, an attempt's id
     */
    public SpillSpace(List<Path> directories, String name) {
        if (directories.isEmpty()) {
            throw new IllegalArgumentException("No directory to spill to");
        }
        this.directories = List.copyOf(directories);
        this.name = name;
    }

    /**
     * A new empty file, readable by its owner alone. Whoever asks for it closes it, which deletes it.
     *
     * @throws WeftException {@link ErrorCode#DISK_FULL} or {@link ErrorCode#IO_FAILED} where it cannot be made
     */
    public SpillFile create() {
        Path directory = choose();
        try {
            SpillFile file = new SpillFile(this, Files.createTempFile(directory, "weft-", ".spill"));
            files.add(file);
            return file;
        } catch (IOException problem) {
            throw failure("make a spill file in", directory, problem);
        }
    }

    /** Bytes written to all files so far, deleted ones included. */
    public long bytesWritten() {
        return bytesWritten;
    }

    /** Deletes all files. */
    @Override
    public void close() {
        for (SpillFile file : List.copyOf(files)) {
            file.close();
        }
    }

    void written(long bytes) {
        bytesWritten += bytes;
    }

    void forget(SpillFile file) {
        files.remove(file);
    }

    /** The directories take turns, as long as they have about as much room as the others. */
    private Path choose() {
        long most = 0;
        for (Path directory : directories) {
            most = Math.max(most, directory.toFile().getUsableSpace());
        }
        Path chosen = directories.get(next++ % directories.size());
        while (chosen.toFile().getUsableSpace() < most / LEAST_FRACTION) {
            chosen = directories.get(next++ % directories.size());
        }
        return chosen;
    }

    /** The error for an operation on a file or directory that failed. */
    WeftException failure(String verb, Path path, IOException problem) {
        if (isForLackOfRoom(problem, path)) {
            return WeftException.causedBy(
                    problem,
                    ErrorCode.DISK_FULL,
                    "[%s] Cannot %s %s: the disk is full (make room in %s, or give the job more memory so that it spills less)",
                    name,
                    verb,
                    path,
                    directories);
        }
        return WeftException.causedBy(
                problem,
                ErrorCode.IO_FAILED,
                "[%s] Cannot %s %s: %s (check the local disk)",
                name,
                verb,
                path,
                problem);
    }

    /** The JDK has no exception of its own for a full disk, only the system's words, which a locale may translate. */
    private static boolean isForLackOfRoom(IOException problem, Path path) {
        String message = String.valueOf(problem.getMessage());
        return message.contains("No space left on device")
                || message.contains("Disk quota exceeded")
                || (path.toFile().exists() && path.toFile().getUsableSpace() == 0);
    }
}
