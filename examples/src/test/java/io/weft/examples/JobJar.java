package io.weft.examples;

import io.weft.api.Job;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** The jars that users give to {@code weft run}. */
final class JobJar {
    private static final Path EXAMPLES = Path.of("target").toAbsolutePath();

    private JobJar() {}

    /** The jar with this job in it: the examples' own, or one of the tests' jobs. */
    static Path of(Class<? extends Job> job) throws IOException {
        return job.getPackageName().endsWith(".jobs") ? OfTests.JAR : examples();
    }

    /** The examples' jar with the engine in it, for {@code yarn jar}. */
    static Path withEngine() {
        return EXAMPLES.resolve("weft-examples.jar");
    }

    private static Path examples() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(file -> file.getFileName().toString().matches("examples-.*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("No jar in %s: run mvn verify".formatted(EXAMPLES)));
        }
    }

    /** Made when it is first asked for, once for all test classes. */
    private static final class OfTests {
        static final Path JAR = made();

        private static Path made() {
            Path classes = Path.of("target/test-classes").toAbsolutePath();
            Path jar = EXAMPLES.resolve("test-jobs.jar");
            try (OutputStream out = Files.newOutputStream(jar);
                    JarOutputStream entries = new JarOutputStream(out);
                    Stream<Path> files = Files.walk(classes.resolve("io/weft/examples/jobs"))) {
                List<Path> inOrder = files.filter(Files::isRegularFile).sorted().toList();
                for (Path file : inOrder) {
                    entries.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                    Files.copy(file, entries);
                    entries.closeEntry();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return jar;
        }
    }
}
