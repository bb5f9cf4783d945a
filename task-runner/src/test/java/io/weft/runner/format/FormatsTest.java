package io.weft.runner.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.Parquet;
import io.weft.api.Text;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.plan.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatsTest {
    @TempDir
    Path directory;

    private final Configuration configuration = new Configuration();
    private final Formats formats = new Formats(configuration);

    @Test
    void namesTheNearestFormat() {
        assertThatThrownBy(() -> formats.named("parkuet"))
                .hasMessage(
                        "Cannot find the format 'parkuet': the formats are [csv, json, parquet, text, orc, avro, sequencefile, jdbc, hadoop]"
                                + " (did you mean 'parquet'?)");
    }

    @Test
    void givesTextOneColumn() throws IOException {
        Files.writeString(directory.resolve("a"), "x");

        assertThat(formats.schemaOf(input(Text.FORMAT, directory)).toString()).isEqualTo("[line string]");
    }

    @Test
    void doesNotSplitCompressedText() {
        assertThat(isSplittable(Text.FORMAT, new org.apache.hadoop.fs.Path("a.gz")))
                .isFalse();
        assertThat(isSplittable(Text.FORMAT, new org.apache.hadoop.fs.Path("a.txt")))
                .isTrue();
        assertThat(isSplittable(Parquet.FORMAT, new org.apache.hadoop.fs.Path("a.gz")))
                .isTrue();
    }

    private boolean isSplittable(String format, org.apache.hadoop.fs.Path file) {
        return ((FileFormat) formats.named(format)).isSplittable(input(format, file), file);
    }

    @Test
    void listsFilesByPathWithoutHiddenAndEmptyOnes() throws IOException {
        for (String name : List.of("b", "a", "_SUCCESS", ".hidden", "in/c", "_temporary/d", ".x=1/e", "_y=2/f")) {
            Files.createDirectories(directory.resolve(name).getParent());
            Files.writeString(directory.resolve(name), "x");
        }
        Files.createFile(directory.resolve("empty"));

        assertThat(names(input(Text.FORMAT, directory))).containsExactly("e", "f", "a", "b", "c");
        assertThat(names(input(Text.FORMAT, directory + "/[ab]"))).containsExactly("a", "b");
        assertThat(names(input(Text.FORMAT, directory.resolve("_SUCCESS")))).containsExactly("_SUCCESS");
    }

    @Test
    void saysThatAnInputDoesNotExist() {
        for (Object path : List.of(directory.resolve("none"), directory + "/none*")) {
            for (String format : List.of(Text.FORMAT, Parquet.FORMAT)) {
                assertThatThrownBy(() -> formats.schemaOf(input(format, path)))
                        .isInstanceOfSatisfying(
                                WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_NOT_FOUND))
                        .hasMessage("Cannot read input '%s': it does not exist (check the path)", path);
            }
        }
    }

    @Test
    void saysThatAFileSystemIsUnknown() {
        assertThatThrownBy(() -> formats.schemaOf(input(Text.FORMAT, "nofs://a/b")))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageContaining("Cannot read input 'nofs://a/b': ");
    }

    @Test
    void needsAFileToKnowTheColumnsOfParquet() throws IOException {
        Files.createFile(directory.resolve("_SUCCESS"));

        assertThatThrownBy(() -> formats.schemaOf(input(Parquet.FORMAT, directory)))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_NOT_FOUND))
                .hasMessage(
                        "Cannot read input '%s': it has no Parquet file, so its columns are unknown (check the path)",
                        directory);
    }

    private List<String> names(Input input) {
        return InputFiles.list(input, configuration).stream()
                .map(FileStatus::getPath)
                .map(org.apache.hadoop.fs.Path::getName)
                .toList();
    }

    private static Input input(String format, Object path) {
        return new Input(format, List.of(path.toString()), new TreeMap<>());
    }
}
