package io.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** ARCHITECTURE.md speaks of what is there. */
class ArchitecturePageTest {
    private static final Path PAGE = WeftProcess.TOP.resolve("ARCHITECTURE.md");
    private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z]+[A-Za-z]*)`");
    private static final Pattern PACKAGE = Pattern.compile("`(io\\.weft\\.[a-z.]+)`");

    @Test
    void everyClassInItExists() throws IOException {
        SortedSet<String> classes = new TreeSet<>();
        for (Path source : mainSources()) {
            classes.add(source.getFileName().toString().replace(".java", ""));
        }
        SortedSet<String> others = named(CLASS);
        others.removeAll(classes);
        assertThat(others).isEmpty();
    }

    @Test
    void itHasAllPackagesAndNoOther() throws IOException {
        SortedSet<String> packages = new TreeSet<>();
        for (Path source : mainSources()) {
            String path = Objects.requireNonNull(source.getParent()).toString();
            packages.add(path.substring(path.indexOf("io/weft")).replace('/', '.'));
        }
        assertThat(named(PACKAGE)).isEqualTo(packages);
    }

    private static SortedSet<String> named(Pattern pattern) throws IOException {
        SortedSet<String> names = new TreeSet<>();
        Matcher matcher = pattern.matcher(Files.readString(PAGE));
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    private static Iterable<Path> mainSources() throws IOException {
        try (Stream<Path> files = Files.walk(WeftProcess.TOP, 12)) {
            return files.filter(file -> file.toString().contains("/src/main/java/io/weft/"))
                    .filter(file -> file.toString().endsWith(".java"))
                    .toList();
        }
    }
}
