package io.weft.launch;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;

/** Finds the jars that a job's class was loaded from. */
final class JobJars {
    private JobJars() {}

    /**
     * The jars of the job's own class loader, or the place its class came from: a jar, or the directory of classes that a
     * build has made.
     */
    static List<Path> of(Class<?> job) {
        // "yarn jar" unpacks the jar and puts that directory first; the jar itself and the jars in its lib come after
        // it.
        if (job.getClassLoader() instanceof URLClassLoader loader) {
            List<Path> jars = new ArrayList<>();
            for (URL url : loader.getURLs()) {
                if (url.getProtocol().equals("file")
                        && url.getPath().endsWith(".jar")
                        && Files.isRegularFile(path(url))) {
                    jars.add(path(url));
                }
            }
            if (!jars.isEmpty()) {
                return jars;
            }
        }
        CodeSource source = job.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            throw new WeftException(
                    ErrorCode.INVALID_USAGE,
                    "Cannot run %s: its jar is unknown (run it with: weft run --jar JAR %s)",
                    job.getName(),
                    job.getName());
        }
        return List.of(path(source.getLocation()));
    }

    private static Path path(URL url) {
        try {
            URI uri = url.toURI();
            return Path.of(uri).toAbsolutePath();
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw WeftException.causedBy(
                    e, ErrorCode.INVALID_USAGE, "Cannot use the job's jar %s: it is not a local file", url);
        }
    }
}
