package io.weft.appmaster.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineHomeTest {
    private static final FileTime BUILT = FileTime.fromMillis(1_767_225_600_000L);

    @TempDir
    private Path directory;

    @BeforeEach
    void makeEngine() throws IOException {
        write("java.options", 7);
        write("lib/b.jar", 513);
        write("lib/a.jar", 512);
        write("conf/log4j.properties", 0);
        write("bin/weft", 10);
        Files.setLastModifiedTime(Files.writeString(directory.resolve("engine.id"), "abc\n"), BUILT);
    }

    private void write(String name, int size) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[size]);
        Files.setLastModifiedTime(file, BUILT);
    }

    @Test
    void packsWhatContainersNeedWithTheTimesOfTheFiles() throws IOException {
        List<String> names = new ArrayList<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(packed()))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                names.add(entry.getName() + " " + entry.getSize());
                assertThat(entry.getLastModifiedTime()).isEqualTo(BUILT);
            }
        }
        assertThat(names)
                .containsExactly(
                        "engine.id 4", "java.options 7", "conf/log4j.properties 0", "lib/a.jar 512", "lib/b.jar 513");
    }

    @Test
    void knowsTheSizeBefore() throws IOException {
        assertThat(EngineHome.at(directory).packedSize()).isEqualTo(packed().length);
    }

    @Test
    void packsTheSameEngineAlwaysTheSame() throws IOException {
        assertThat(packed()).isEqualTo(packed());
    }

    @Test
    void refusesADirectoryWithoutAnEngine() {
        Path elsewhere = directory.resolve("lib");
        assertThatThrownBy(() -> EngineHome.at(elsewhere))
                .hasMessage(
                        "Cannot send the engine to the cluster: there is none in %s (start the client by weft, or"
                                + " build the engine)",
                        elsewhere);
    }

    private byte[] packed() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        EngineHome.at(directory).pack(bytes);
        return bytes.toByteArray();
    }
}
