package io.weft.appmaster.cli;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import java.io.IOException;
import java.nio.file.Paths;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The files that {@code -files} sends along with a job. */
final class SideFiles {
    /** What a container's working directory has already. */
    private static final Set<String> TAKEN = Set.of("weft", "conf", "jars", "job", "tmp");

    private SideFiles() {}

    /**
     * The files by the names that functions ask for: what follows {@code #}, else the file's own name.
     *
     * @param given as it was typed; a path without a scheme is on this machine
     * @throws WeftException INVALID_USAGE for a file that does not exist or is none, or a name that cannot be used
     */
    static Map<String, Path> of(List<String> given, Configuration hadoop) throws IOException {
        Map<String, Path> files = new LinkedHashMap<>();
        for (String word : given) {
            int hash = word.lastIndexOf('#');
            Path path = path(hash < 0 ? word : word.substring(0, hash));
            String name = hash < 0 ? path.getName() : word.substring(hash + 1);
            requireFile(word, path, hadoop);
            if (!name.matches("[\\w.+@%=-]+") || name.startsWith(".") || TAKEN.contains(name)) {
                throw usage(word, "'%s' is no name for it in a container (write -files %s#NAME)".formatted(name, path));
            }
            if (files.put(name, path) != null) {
                throw usage(word, "another file has the name '%s' (write -files %s#NAME)".formatted(name, path));
            }
        }
        return files;
    }

    private static Path path(String text) {
        Path path = new Path(text);
        return path.toUri().getScheme() == null
                ? new Path(Paths.get(text).toAbsolutePath().toUri())
                : path;
    }

    private static void requireFile(String word, Path path, Configuration hadoop) throws IOException {
        FileSystem store = path.getFileSystem(hadoop);
        FileStatus status = store.exists(path) ? store.getFileStatus(path) : null;
        if (status == null) {
            throw usage(word, "there is no such file (without a scheme it is looked for on this machine)");
        }
        if (!status.isFile()) {
            throw usage(word, "it is a directory (name the files, or put them into a jar)");
        }
    }

    private static WeftException usage(String word, String reason) {
        return new WeftException(ErrorCode.INVALID_USAGE, "Cannot send %s along: %s", word, reason);
    }
}
