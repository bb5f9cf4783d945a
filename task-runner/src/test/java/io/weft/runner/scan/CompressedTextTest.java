package io.weft.runner.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.Compression;
import io.weft.api.Csv;
import io.weft.api.Text;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.plan.PlanNode.Scan;
import io.weft.runner.compress.FileCompression;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompressedTextTest {
    private static final int BZIP2_MARK_BYTES = 7;

    @TempDir
    Path directory;

    private final LineInputs inputs = new LineInputs();

    @ParameterizedTest
    @EnumSource(value = Compression.class)
    void readsWhatItWrites(Compression wanted) throws IOException {
        FileCompression compression = FileCompression.of(wanted);
        List<String> lines = lines(30_000, 1);
        Path file = write(compression.extension(), compress(compression, lines));

        assertThat(FileCompression.of(new org.apache.hadoop.fs.Path(file.toString())))
                .isEqualTo(compression);
        assertThat(inputs.rows(text(), file)).isEqualTo(lines);
    }

    @ParameterizedTest
    @EnumSource(
            value = Compression.class,
            names = {"GZIP", "ZSTD", "BZIP2", "LZ4"})
    void readsFilesPutTogether(Compression wanted) throws IOException {
        FileCompression compression = FileCompression.of(wanted);
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(compress(compression, List.of("a", "b")));
        both.write(compress(compression, List.of("c")));
        Path file = write(compression.extension(), both.toByteArray());

        assertThat(inputs.rows(text(), file)).containsExactly("a", "b", "c");
    }

    @ParameterizedTest
    @EnumSource(value = Compression.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void saysThatAFileIsTruncated(Compression wanted) throws IOException {
        FileCompression compression = FileCompression.of(wanted);
        byte[] whole = compress(compression, lines(5000, 2));

        for (int part = 1; part < 20; part++) {
            Path file = write(compression.extension(), Arrays.copyOf(whole, whole.length * part / 20));
            assertThatThrownBy(() -> inputs.rows(text(), file))
                    .as("%d/20 of %s", part, wanted)
                    .isInstanceOfSatisfying(
                            WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT_INPUT))
                    .message()
                    .containsPattern("x\\.txt" + compression.extension() + "] Cannot read the file: it "
                            + "(ends in the middle of its compressed data \\(" + wanted
                            + "\\), behind byte \\d+ of the text"
                            + " \\(copy the file again\\)"
                            + "|cannot be decompressed \\(" + wanted
                            + "\\) behind byte \\d+ of the text: .* \\(replace the file\\))$");
        }
    }

    @Test
    void saysThatATruncatedFileEndsTooEarlyWhereItsColumnsAreWanted() throws IOException {
        byte[] whole = compress(FileCompression.GZIP, lines(5000, 2));
        write(".gz", Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> inputs.schema(Csv.at(directory.toString())))
                .hasMessageEndingWith(
                        "x.txt.gz] Cannot read the file: it ends in the middle of its compressed data (GZIP),"
                                + " behind byte 0 of the text (copy the file again)");
    }

    @ParameterizedTest
    @EnumSource(value = Compression.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void givesRowsOrOneErrorForDamagedFiles(Compression wanted) throws IOException {
        readDamaged(wanted, 1, 20);
    }

    @Tag("full")
    @ParameterizedTest
    @EnumSource(value = Compression.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void givesRowsOrOneErrorForMoreDamagedFiles(Compression wanted) throws IOException {
        readDamaged(wanted, 21, 60);
    }

    private void readDamaged(Compression wanted, long firstSeed, long lastSeed) throws IOException {
        FileCompression compression = FileCompression.of(wanted);
        byte[] whole = compress(compression, lines(300, 3));
        for (long seed = firstSeed; seed <= lastSeed; seed++) {
            Random random = new Random(seed);
            byte[] damaged = whole.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Path file = write(compression.extension(), damaged);
            try {
                inputs.rows(text(), file);
            } catch (WeftException e) {
                assertThat(e.code()).as("seed %d", seed).isEqualTo(ErrorCode.CORRUPT_INPUT);
                assertThat(e)
                        .as("seed %d", seed)
                        .hasMessageContaining("x.txt" + compression.extension() + "] Cannot read");
            }
        }
    }

    @Test
    void readsFramesOfLz4() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new FramedLZ4CompressorOutputStream(bytes)) {
            out.write("a\nb\n".getBytes(UTF_8));
        }

        assertThat(inputs.rows(text(), write(".lz4", bytes.toByteArray()))).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void splitsBzip2AtItsBlocks(long seed) throws IOException {
        List<String> lines = lines(45_000, seed);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new BZip2CompressorOutputStream(bytes, 1)) {
            out.write(join(lines));
        }
        Path file = write(".bz2", bytes.toByteArray());
        Scan scan = inputs.scan(text());
        List<Integer> marks = marks(bytes.toByteArray());
        assertThat(marks).hasSizeGreaterThan(3);

        TreeSet<Long> places = new TreeSet<>();
        places.add((long) marks.get(1) + new Random(seed).nextInt(12) - 6);
        places.add(Files.size(file) - 1);
        places.add((long) marks.get(2) + new Random(seed + 100).nextInt(5000));
        long[] cuts = places.stream().mapToLong(Long::longValue).toArray();

        assertThat(inputs.pieces(scan, file, cuts)).as("cut before %s", places).isEqualTo(lines);
    }

    @Test
    void saysThatTheEndOfBzip2ReadInPiecesIsMissing() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new BZip2CompressorOutputStream(bytes, 1)) {
            out.write(join(lines(45_000, 1)));
        }
        int secondBlock = marks(bytes.toByteArray()).get(1) + 1;
        Path file = write(".bz2", Arrays.copyOf(bytes.toByteArray(), secondBlock));
        Scan scan = inputs.scan(text());

        assertThatThrownBy(() -> inputs.pieces(scan, file, 20))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT_INPUT))
                .hasMessageContaining(
                        "x.txt.bz2] Cannot read the file: it cannot be decompressed (BZIP2): its end is missing");
    }

    @Test
    void splitsBzip2WhereverItIsCutNearItsBlocks() throws IOException {
        splitBzip2((marks, place) ->
                place % 7 == 0 || marks.stream().anyMatch(mark -> Math.abs(mark - place) <= BZIP2_MARK_BYTES));
    }

    @Tag("full")
    @Test
    void splitsBzip2WhereverItIsCut() throws IOException {
        splitBzip2((marks, place) -> true);
    }

    private void splitBzip2(BiPredicate<List<Integer>, Long> isCut) throws IOException {
        // Runs are shortened before blocks are made, pairs are not: a block has about one line and is small all the
        // same.
        List<String> lines = new ArrayList<>();
        for (int line = 0; line < 4; line++) {
            lines.add(("" + (char) ('a' + line) + "z").repeat(49_990));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new BZip2CompressorOutputStream(bytes, 1)) {
            out.write(join(lines));
        }
        Path file = write(".bz2", bytes.toByteArray());
        Scan scan = inputs.scan(text());

        List<Integer> marks = marks(bytes.toByteArray());
        for (long place = 1; place < Files.size(file); place++) {
            if (!isCut.test(marks, place)) {
                continue;
            }
            assertThat(inputs.pieces(scan, file, place))
                    .as("cut before %d of %d", place, Files.size(file))
                    .hasSize(4)
                    .isEqualTo(lines);
        }
    }

    /** The bytes in which the marks of blocks begin. */
    private static List<Integer> marks(byte[] bytes) {
        List<Integer> marks = new ArrayList<>();
        long last = 0;
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            last = ((last << 1) | ((bytes[bit / 8] >> (7 - bit % 8)) & 1)) & 0xffff_ffff_ffffL;
            if (last == 0x3141_5926_5359L) {
                marks.add((bit - 47) / 8);
            }
        }
        return marks;
    }

    private static byte[] compress(FileCompression compression, List<String> lines) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = compression.compress(bytes)) {
            out.write(join(lines));
        }
        return bytes.toByteArray();
    }

    private static byte[] join(List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(UTF_8);
    }

    private static List<String> lines(int count, long seed) {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>();
        for (int line = 0; line < count; line++) {
            lines.add(Long.toString(random.nextLong() >>> random.nextInt(60), 36) + " \u00e4");
        }
        return lines;
    }

    private Text text() {
        return Text.at(directory.toString());
    }

    private Path write(String extension, byte[] bytes) throws IOException {
        return Files.write(directory.resolve("x.txt" + extension), bytes);
    }
}
