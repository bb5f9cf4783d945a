package io.weft.appmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SideFilesTest {
    @TempDir
    private Path directory;

    private final Configuration hadoop = new Configuration();

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(directory.resolve("words.txt"), "x");
        Files.writeString(directory.resolve("conf"), "x");
    }

    @Test
    void callsAFileByItsOwnNameOrTheOneThatFollowsIt() throws IOException {
        String words = directory.resolve("words.txt").toString();
        assertThat(SideFiles.of(List.of(words, "file:" + words + "#more.txt"), hadoop))
                .hasToString("{words.txt=file:%s, more.txt=file:%s}".formatted(words, words));
    }

    @Test
    void saysWhyAFileCannotBeSentAlong() {
        refuses(
                directory + "/nothing",
                "Cannot send %s/nothing along: there is no such file (without a scheme it is looked for on this machine)");
        refuses(
                directory.toString(),
                "Cannot send %s along: it is a directory (name the files, or put them into a jar)");
        refuses(
                directory + "/conf",
                "Cannot send %1$s/conf along: 'conf' is no name for it in a container"
                        + " (write -files file:%1$s/conf#NAME)");
        refuses(
                directory + "/conf#a/b",
                "Cannot send %1$s/conf#a/b along: 'a/b' is no name for it in a container"
                        + " (write -files file:%1$s/conf#NAME)");
        assertThatThrownBy(() -> SideFiles.of(List.of(directory + "/words.txt", directory + "/conf#words.txt"), hadoop))
                .hasMessage("Cannot send %1$s/conf#words.txt along: another file has the name 'words.txt'"
                                .formatted(directory)
                        + " (write -files file:%s/conf#NAME)".formatted(directory));
    }

    private void refuses(String given, String message) {
        assertThatThrownBy(() -> SideFiles.of(List.of(given), hadoop))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_USAGE))
                .hasMessage(message.formatted(directory));
    }
}
