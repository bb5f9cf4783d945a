package io.weft.appmaster.local;

import io.weft.runner.format.StoreFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;

/** Files for a job's functions, on this machine. */
final class LocalFiles {
    private LocalFiles() {}

    /**
     * The files as they are on this machine, or copies of those that are elsewhere.
     *
     * @param files by the names that functions ask for
     * @param directory for copies; made when there is one
     */
    static Map<String, Path> localize(
            Map<String, org.apache.hadoop.fs.Path> files, Path directory, Configuration hadoop) {
        Map<String, Path> local = new HashMap<>();
        files.forEach((name, file) -> local.put(name, localize(name, file, directory, hadoop)));
        return local;
    }

    private static Path localize(String name, org.apache.hadoop.fs.Path file, Path directory, Configuration hadoop) {
        if ("file".equals(file.toUri().getScheme())) {
            return Path.of(file.toUri().getPath());
        }
        try {
            Path copy = Files.createDirectories(directory).resolve(name);
            FileUtil.copy(file.getFileSystem(hadoop), file, copy.toFile(), false, hadoop);
            return copy;
        } catch (IOException e) {
            throw StoreFailure.reading(file.toString(), e);
        }
    }
}
