package io.weft.launch;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An unpacked engine.
 *
 * @param home the directory that holds its {@code lib}, {@code conf} and {@code engine.id}
 */
record EngineDirectory(Path home) {
    private static final String ARCHIVE = StoredEngine.ENTRY;
    private static final String SETTING = "weft.engine.archive";

    /**
     * Where the engine is: named by {@code -D weft.engine.archive}, else in {@code WEFT_HOME}, else in an archive within the
     * job's jar. An archive is unpacked where that has not been done before.
     *
     * @throws WeftException if there is none
     */
    static EngineDirectory find(Class<?> job, List<String> arguments, Map<String, String> environment) {
        Path archive = namedArchive(arguments);
        if (archive != null) {
            return unpacked(archive.toString(), () -> Files.newInputStream(archive), environment);
        }
        String home = environment.getOrDefault("WEFT_HOME", "");
        if (!home.isEmpty()) {
            if (!Files.isDirectory(Path.of(home, "lib"))) {
                throw new WeftException(
                        ErrorCode.INVALID_USAGE,
                        "Cannot start Weft: no engine in WEFT_HOME, %s (unpack %s there)",
                        home,
                        ARCHIVE);
            }
            return new EngineDirectory(Path.of(home));
        }
        URL stored = job.getClassLoader().getResource(ARCHIVE);
        if (stored != null) {
            return unpacked(stored.toString(), stored::openStream, environment);
        }
        throw new WeftException(
                ErrorCode.INVALID_USAGE,
                "Cannot start Weft: there is no engine (set WEFT_HOME, give -D %s=FILE, or store %s in the job's jar)",
                SETTING,
                ARCHIVE);
    }

    /** The local file that the arguments name; a URI elsewhere is the containers' concern. */
    private static @Nullable Path namedArchive(List<String> arguments) {
        String named = null;
        for (int position = 0; position < arguments.size(); position++) {
            String argument = arguments.get(position);
            if (argument.equals("-D") && position + 1 < arguments.size()) {
                argument += arguments.get(position + 1);
            }
            if (argument.startsWith("-D" + SETTING + "=")) {
                named = argument.substring(argument.indexOf('=') + 1);
            }
        }
        if (named == null || named.isEmpty() || (named.contains(":/") && !named.startsWith("file:"))) {
            return null;
        }
        Path file = Path.of(named.startsWith("file:") ? named.replaceFirst("^file:/*", "/") : named);
        if (!Files.isRegularFile(file)) {
            throw new WeftException(
                    ErrorCode.INVALID_SETTING, "Cannot use %s=%s: there is no such file", SETTING, named);
        }
        return file;
    }

    private static EngineDirectory unpacked(String name, ArchiveSource archive, Map<String, String> environment) {
        try {
            EngineCache cache = EngineCache.open(environment);
            String id;
            try (InputStream in = archive.open()) {
                id = EngineCache.idOf(in);
            }
            Path kept = cache.find(id);
            if (kept != null) {
                return new EngineDirectory(kept);
            }
            try (InputStream in = archive.open()) {
                return new EngineDirectory(cache.add(id, in));
            }
        } catch (IOException e) {
            throw WeftException.causedBy(e, ErrorCode.IO_FAILED, "Cannot unpack the engine %s: %s", name, e);
        }
    }

    /** A loader for the client, which sees the JDK, the engine and the directories of configuration, and nothing else. */
    URLClassLoader classLoader(Map<String, String> environment) throws IOException {
        List<URL> urls = new ArrayList<>();
        try (Stream<Path> files = Files.list(home.resolve("lib"))) {
            for (Path jar : files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList()) {
                urls.add(jar.toUri().toURL());
            }
        }
        addDirectory(environment.getOrDefault("WEFT_CONF_DIR", ""), urls);
        addDirectory(home.resolve("conf").toString(), urls);
        addDirectory(environment.getOrDefault("HADOOP_CONF_DIR", ""), urls);
        return new URLClassLoader("weft-engine", urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private static void addDirectory(String directory, List<URL> urls) throws MalformedURLException {
        if (!directory.isEmpty() && Files.isDirectory(Path.of(directory))) {
            urls.add(Path.of(directory).toUri().toURL());
        }
    }

    /** Opens an archive anew. */
    @FunctionalInterface
    private interface ArchiveSource {
        InputStream open() throws IOException;
    }
}
