package io.weft.appmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.config.Keys;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientConfigurationTest {
    @TempDir
    private Path directory;

    @Test
    void letsTheCommandLineWinOverFiles() throws IOException {
        Path file = site("weft.split.max-mb", "7", "weft.task.max-attempts", "2", "io.file.buffer.size", "5000");
        ClientConfiguration configuration = of("-conf", file.toString(), "-D", "weft.split.max-mb=9", "-D", "my.own=x");
        assertThat(configuration.settings().get(Keys.SPLIT_MB)).isEqualTo(9);
        assertThat(configuration.settings().get(Keys.TASK_MAX_ATTEMPTS)).isEqualTo(2);
        assertThat(configuration.settings().given()).containsOnlyKeys("weft.split.max-mb", "weft.task.max-attempts");
        assertThat(configuration.hadoop().get("io.file.buffer.size")).isEqualTo("5000");
        assertThat(configuration.hadoop().get("my.own")).isEqualTo("x");
        assertThat(configuration.hadoop().get("weft.split.max-mb")).isNull();
    }

    @Test
    void refusesASettingThatDoesNotExist() {
        assertThatThrownBy(() -> of("-Dweft.split.max-md=9"))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SETTING))
                .hasMessage("Cannot use the setting 'weft.split.max-md': there is none of this name (did you mean"
                        + " 'weft.split.max-mb'?)");
    }

    @Test
    void refusesAFileThatIsMissingOrDamaged() throws IOException {
        assertThatThrownBy(() -> of("-conf", "nowhere.xml"))
                .hasMessage("Cannot read the configuration nowhere.xml: there is no such file");
        Path damaged = Files.writeString(directory.resolve("damaged.xml"), "<configuration><property>");
        assertThatThrownBy(() -> of("-conf", damaged.toString()))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SETTING))
                .hasMessageStartingWith("Cannot read the configuration: ");
    }

    private static ClientConfiguration of(String... options) {
        List<String> words = new ArrayList<>(List.of("run", "J"));
        words.addAll(List.of(options));
        return ClientConfiguration.of(CommandLine.parse(words));
    }

    private Path site(String... pairs) throws IOException {
        StringBuilder xml = new StringBuilder("<configuration>");
        for (int position = 0; position < pairs.length; position += 2) {
            xml.append("<property><name>%s</name><value>%s</value></property>"
                    .formatted(pairs[position], pairs[position + 1]));
        }
        return Files.writeString(directory.resolve("site.xml"), xml.append("</configuration>"));
    }
}
