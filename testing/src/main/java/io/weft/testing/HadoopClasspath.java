package io.weft.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** This JVM's class path, seen as an installation of Hadoop. */
final class HadoopClasspath {
    private HadoopClasspath() {}

    /**
     * The jars, without folders of classes, without Hadoop's own tests and without jars of Weft: what is being built or
     * tested must come to a container by its own means.
     */
    static List<Path> jars() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.endsWith(".jar") && !entry.endsWith("-tests.jar"))
                .map(entry -> Path.of(entry).toAbsolutePath())
                .filter(Files::isRegularFile)
                .filter(jar -> !isOfWeft(jar))
                .distinct()
                .toList();
    }

    private static boolean isOfWeft(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getEntry("META-INF/maven/io.weft/") != null || file.getEntry("io/weft/") != null;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + jar, e);
        }
    }
}
