package io.weft.examples;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** A file and a jar that no job has by itself. */
final class SentAlong {
    private static final String SOURCE = """
            package extra;
            public final class Shout {
                public static String of(String text) {
                    return text.toUpperCase(java.util.Locale.ROOT) + "!";
                }
            }
            """;

    private SentAlong() {}

    /** The options that send both, made in this directory. */
    static String[] options(Path directory) throws IOException {
        Path names = Files.writeString(directory.resolve("names.txt"), "A accepted\nN none\nR returned\n");
        return new String[] {
            "-files", names + "#flags", "-libjars", jar(directory).toString()
        };
    }

    private static Path jar(Path directory) throws IOException {
        Path source = Files.createDirectories(directory.resolve("extra")).resolve("Shout.java");
        Files.writeString(source, SOURCE);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of("--release", "17", "-d", directory.toString(), source.toString());
        if (compiler.run(null, null, null, options.toArray(String[]::new)) != 0) {
            throw new IllegalStateException("Cannot compile " + source);
        }
        Path jar = directory.resolve("extra.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            entries.putNextEntry(new JarEntry("extra/Shout.class"));
            Files.copy(directory.resolve("extra/Shout.class"), entries);
            entries.closeEntry();
        }
        return jar;
    }
}
