package io.weft.appmaster.yarn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.error.WeftException;
import io.weft.launch.StoredEngine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobJarTest {
    @TempDir
    Path directory;

    @Test
    void leavesOutTheEngineAndKeepsTheRestInOrder() throws IOException {
        Path jar = jar(List.of("job/First.class", StoredEngine.ENTRY, "job/Second.class"));

        byte[] sent = sent(jar);

        assertThat(sent.length).isLessThan(10_000);
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(sent))) {
            assertThat(in.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS))
                    .isEqualTo("job.First");
            Map<String, String> contents = new LinkedHashMap<>();
            for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                contents.put(entry.getName(), text.substring(0, 20).strip());
            }
            assertThat(contents)
                    .containsExactly(
                            Map.entry("job/First.class", "job/First.class"),
                            Map.entry("job/Second.class", "job/Second.class"));
        }
    }

    @Test
    void sendsAJarWithoutAnEngineByteForByte() throws IOException {
        Path jar = jar(List.of("job/First.class"));

        assertThat(sent(jar)).isEqualTo(Files.readAllBytes(jar));
    }

    @Test
    void refusesWhatIsNoJar() throws IOException {
        Path text = Files.writeString(directory.resolve("notes.jar"), "no jar at all");

        assertThatThrownBy(() -> sent(text))
                .isInstanceOf(WeftException.class)
                .hasMessageStartingWith("Cannot send " + text + " to the cluster: it is no jar, ")
                .hasMessageEndingWith(" (build one and give it with --jar)");
        assertThatThrownBy(() -> sent(directory.resolve("missing.jar")))
                .hasMessage("Cannot send %s to the cluster: it is no jar, there is no such file"
                                .formatted(directory.resolve("missing.jar"))
                        + " (build one and give it with --jar)");
    }

    private static byte[] sent(Path jar) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new JobJar(jar).writeTo(out);
        return out.toByteArray();
    }

    /** A jar whose entries hold their own name, and blanks up to a size that compression shows on. */
    private Path jar(List<String> entries) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "job.First");
        Path file = directory.resolve("job.jar");
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            for (String entry : entries) {
                jar.putNextEntry(new JarEntry(entry));
                jar.write((entry + " ".repeat(100_000)).getBytes(StandardCharsets.UTF_8));
                jar.closeEntry();
            }
        }
        return file;
    }
}
