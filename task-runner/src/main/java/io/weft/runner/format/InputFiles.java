package io.weft.runner.format;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.plan.Input;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** Finds the files that an input's paths stand for. */
public final class InputFiles {
    private InputFiles() {}

    /**
     * The files with at least one byte, sorted by path, each once, those in subdirectories too. Names that begin with {@code _} (but for path
     * partitions) or {@code .} are skipped below a directory that was named. What came from a directory carries its block locations ({@link LocatedFileStatus}).
     *
     * @throws WeftException if a path stands for nothing, or may not be read
     */
    public static List<FileStatus> list(Input input, Configuration configuration) {
        Map<String, FileStatus> files = new TreeMap<>();
        for (String path : input.paths()) {
            List<FileStatus> found = new ArrayList<>();
            try {
                collect(path, configuration, found);
            } catch (IOException e) {
                throw StoreFailure.reading(path, e);
            } catch (IllegalArgumentException e) {
                throw notAPath(path, e);
            }
            found.forEach(file -> files.put(file.getPath().toString(), file));
        }
        return List.copyOf(files.values());
    }

    private static WeftException notAPath(String path, IllegalArgumentException cause) {
        // HDFS reports the unknown host of a URI in this way.
        if (cause.getCause() instanceof UnknownHostException unknown) {
            return StoreFailure.reading(path, unknown);
        }
        return WeftException.causedBy(
                cause,
                ErrorCode.INVALID_ARGUMENT,
                "Cannot read input '%s': %s (check the path)",
                path,
                cause.getMessage());
    }

    private static void collect(String name, Configuration configuration, List<FileStatus> files) throws IOException {
        Path path = new Path(name);
        FileSystem store = path.getFileSystem(configuration);
        FileStatus[] roots = store.globStatus(path);
        if (roots == null || roots.length == 0) {
            throw new FileNotFoundException(name);
        }
        for (FileStatus root : roots) {
            if (root.isDirectory()) {
                collect(store, root.getPath(), files);
            } else if (root.getLen() > 0) {
                files.add(root);
            }
        }
    }

    private static void collect(FileSystem store, Path directory, List<FileStatus> files) throws IOException {
        List<Path> directories = new ArrayList<>();
        RemoteIterator<LocatedFileStatus> entries = store.listLocatedStatus(directory);
        while (entries.hasNext()) {
            LocatedFileStatus entry = entries.next();
            if (isHidden(entry.getPath())) {
                continue;
            }
            if (entry.isDirectory()) {
                directories.add(entry.getPath());
            } else if (entry.getLen() > 0) {
                files.add(entry);
            }
        }
        directories.sort(Comparator.naturalOrder());
        for (Path inner : directories) {
            collect(store, inner, files);
        }
    }

    /** A path partition may begin as it likes. */
    private static boolean isHidden(Path path) {
        String name = path.getName();
        return (name.startsWith(".") || name.startsWith("_")) && name.indexOf('=') < 0;
    }
}
