package io.weft.runner.scan;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.Text;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.plan.PlanNode.Scan;
import io.weft.protocol.Counter;
import io.weft.stage.FileRange;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextScanTest {
    private static final Scan LINES = ScanFixture.scan(Text.FORMAT, Schema.of(new Field("line", Type.STRING)));
    private static final Scan NOTHING = ScanFixture.scan(Text.FORMAT, Schema.of());

    @TempDir
    Path directory;

    private final ScanFixture fixture = new ScanFixture();

    @Test
    void givesTheLinesWithoutTheirEnds() throws IOException {
        Path file = write("a\n\nb\u00e4\r\nc\rd\n\r\r\ne");

        assertThat(lines(fixture.whole(file))).containsExactly("a", "", "b\u00e4", "c", "d", "", "", "e");
        assertThat(fixture.counters.get(Counter.ROWS_READ)).isEqualTo(8);
        assertThat(fixture.counters.get(Counter.INPUT_BYTES)).isEqualTo(Files.size(file));
        assertThat(fixture.counters.get(Counter.INPUT_BYTES_LOCAL)).isEqualTo(Files.size(file));
    }

    @Test
    void leavesOutAByteOrderMark() throws IOException {
        assertThat(lines(fixture.whole(write("\ufeffa\nb")))).containsExactly("a", "b");
    }

    @Test
    void keepsBytesThatAreNotUtf8() throws IOException {
        Path file = directory.resolve("latin");
        Files.write(file, new byte[] {(byte) 0xe4, '\n', (byte) 0xff});

        assertThat(fixture.batches(LINES, fixture.whole(file)).get(0).column(0).size())
                .isEqualTo(2);
    }

    @Test
    void countsLinesWithoutKeepingThem() throws IOException {
        String text = "one\ntwo\r\n\n".repeat(5000);

        int rows = fixture.batches(NOTHING, fixture.whole(write(text))).stream()
                .mapToInt(batch -> batch.rowCount())
                .sum();

        assertThat(rows).isEqualTo(15_000);
        assertThat(fixture.counters.get(Counter.ROWS_READ)).isEqualTo(15_000);
    }

    @Test
    void readsLinesLongerThanItsBuffer() throws IOException {
        String line = "0123456789".repeat(70_000);

        assertThat(lines(fixture.whole(write("x\n" + line + "\r\n" + line)))).containsExactly("x", line, line);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void givesEachLineOnceWhereverTheFileIsCut(long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        List<String> ends = List.of("\n", "\r", "\r\n", "a", "bc", "\u00e4\u20ac");
        for (int part = 0; part < 60; part++) {
            text.append(ends.get(random.nextInt(ends.size())));
        }
        Path file = write(text.toString());
        List<String> expected = lines(fixture.whole(file));
        long length = Files.size(file);

        for (long first = 1; first < length; first++) {
            assertThat(pieces(fixture.cut(file, first)))
                    .as("seed %d, cut before %d of %s", seed, first, text)
                    .isEqualTo(expected);
            long second = first + random.nextInt((int) (length - first));
            if (second > first) {
                assertThat(pieces(fixture.cut(file, first, second)))
                        .as("seed %d, cut before %d and %d of %s", seed, first, second, text)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void doesNotReadTheRangeBefore() throws IOException {
        Path file = write("0123456789\n".repeat(100_000));
        List<FileRange> ranges = fixture.cut(file, 550_000);

        lines(ranges.get(1));

        assertThat(fixture.counters.get(Counter.INPUT_BYTES)).isEqualTo(550_000);
    }

    @Test
    void readsCompressedFilesWholeAndOnce() throws IOException {
        Path file = directory.resolve("text.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("a\nb\n".repeat(10_000).getBytes(UTF_8));
        }

        assertThat(pieces(fixture.cut(file, 20))).hasSize(20_000);
        assertThat(fixture.counters.get(Counter.INPUT_BYTES)).isEqualTo(Files.size(file));
    }

    @Test
    void saysThatACompressedFileIsDamaged() throws IOException {
        Path file = directory.resolve("text.gz");
        Files.writeString(file, "this is not gzip");

        assertThatThrownBy(() -> lines(fixture.whole(file)))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT_INPUT))
                .hasMessageContaining("text.gz] Cannot read the file: it cannot be decompressed");
    }

    @Test
    void refusesTextThatSaysThatItIsNotUtf8() throws IOException {
        Path file = Files.write(directory.resolve("wide.txt"), "\uFEFFa\nb\n".getBytes(UTF_16BE));

        assertThatThrownBy(() -> lines(fixture.whole(file)))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT_INPUT))
                .hasMessage(
                        "[file:%s] Cannot read the file: it begins with the byte order mark of UTF-16BE and is read as"
                                + " UTF-8 (convert it to UTF-8)",
                        file);
    }

    @Test
    void readsSeveralFilesInOneSplit() throws IOException {
        FileRange first = fixture.whole(Files.writeString(directory.resolve("a"), "1\n2"));
        FileRange second = fixture.whole(Files.writeString(directory.resolve("b"), "3\n"));

        assertThat(lines(first, second)).containsExactly("1", "2", "3");
    }

    @Test
    void refusesAFileThatChangedAfterPlanning() throws IOException {
        FileRange planned = fixture.whole(write("a\nb\n"));
        write("a\nb\nc\n");

        assertThatThrownBy(() -> lines(planned))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_CHANGED))
                .hasMessageContaining("text] Cannot read the file: it changed after the job was planned")
                .hasMessageContaining("it had 4 bytes and has 6");
    }

    private List<String> pieces(List<FileRange> ranges) {
        List<String> lines = new ArrayList<>();
        ranges.forEach(range -> lines.addAll(lines(range)));
        return lines;
    }

    private List<String> lines(FileRange... ranges) {
        return fixture.read(LINES, ranges).stream()
                .map(row -> (String) row.get(0))
                .toList();
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("text"), text);
    }
}
