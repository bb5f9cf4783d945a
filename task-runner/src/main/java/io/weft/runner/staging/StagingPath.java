package io.weft.runner.staging;

import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Where attempts write before an output is committed: {@code <parent>/.weft-<run>-<name>/e<epoch>/<attempt>}, beside the output,
 * so that a rename can make it appear. The AppMaster makes the first two directories. When it has removed them nobody makes them
 * again: an attempt that outlives its job, or writes for an AppMaster that was replaced, finds no place to write to.
 */
public final class StagingPath {
    private static final String PREFIX = ".weft-";
    private static final String EPOCH = "e";

    private StagingPath() {}

    /**
     * The hidden directory of one output.
     *
     * @param run names the job among all that may ever write beside this output
     */
    public static Path hidden(Path output, String run) {
        return new Path(output.getParent(), PREFIX + run + "-" + output.getName());
    }

    /** The directory in the hidden one that belongs to one AppMaster. */
    public static Path epoch(Path hidden, int number) {
        return new Path(hidden, EPOCH + number);
    }

    /**
     * Makes a directory and those above it that are missing, but not what is the AppMaster's.
     *
     * @throws FileNotFoundException if the AppMaster's are gone
     */
    public static void make(Path directory, FileContext files) throws IOException {
        if (files.util().exists(directory)) {
            return;
        }
        if (isAppMasters(directory)) {
            throw new FileNotFoundException(
                    directory + " is gone: the job is over, or another AppMaster has taken over");
        }
        make(directory.getParent(), files);
        try {
            files.mkdir(directory, FsPermission.getDirDefault(), false);
        } catch (FileAlreadyExistsException e) {
            // Made at the same moment by another one.
        }
    }

    private static boolean isAppMasters(Path directory) {
        Path parent = directory.getParent();
        return directory.getName().startsWith(PREFIX)
                || (parent != null && parent.getName().startsWith(PREFIX));
    }
}
