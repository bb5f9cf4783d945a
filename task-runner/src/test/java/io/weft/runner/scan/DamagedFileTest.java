package io.weft.runner.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.Parquet;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.expr.Expression;
import io.weft.expr.Expression.Call;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expression.Literal;
import io.weft.expr.Function;
import io.weft.plan.PlanNode.Scan;
import io.weft.runner.format.Formats;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Some hundred broken files in every build, one thousand with the profile "full". */
@Timeout(120)
class DamagedFileTest {
    private static final int ROWS = 600;

    @TempDir
    Path directory;

    private final ScanFixture fixture = new ScanFixture();
    private Path file = Path.of("");
    private Schema schema = Schema.of();
    private byte[] bytes = new byte[0];
    private List<List<@Nullable Object>> rows = List.of();

    @BeforeEach
    void writeFile() throws IOException {
        write(WriterVersion.PARQUET_1_0, CompressionCodecName.ZSTD);
    }

    private void write(WriterVersion version, CompressionCodecName codec) throws IOException {
        write(version, codec, builder -> builder);
    }

    private void write(
            WriterVersion version, CompressionCodecName codec, UnaryOperator<ExampleParquetWriter.Builder> options)
            throws IOException {
        file = directory.resolve(version + "-" + codec + ".parquet");
        ParquetTestFile.write(file, ParquetTestFile.ALL_TYPES, List.of(), List.of(), builder -> builder);
        schema = new Formats(fixture.configuration()).schemaOf(ScanFixture.input(Parquet.FORMAT, file));
        rows = ParquetTestFile.rows(schema.types(), ROWS, new Random(1));
        ParquetTestFile.write(
                file,
                ParquetTestFile.ALL_TYPES,
                schema.names(),
                rows,
                builder -> options.apply(builder.withWriterVersion(version)
                        .withCompressionCodec(codec)
                        .withPageSize(1000)
                        .withRowGroupRowCountLimit(ROWS / 3)));
        bytes = Files.readAllBytes(file);
        Files.delete(file.resolveSibling("." + file.getFileName() + ".crc"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void givesTheRowsOrOneErrorWhenABitOfTheRowsIsFlipped(long seed) throws IOException {
        Random random = new Random(seed);
        write(
                seed % 2 == 0 ? WriterVersion.PARQUET_1_0 : WriterVersion.PARQUET_2_0,
                seed % 3 == 0 ? CompressionCodecName.ZSTD : CompressionCodecName.UNCOMPRESSED);
        int footer = footerStart();
        int errors = 0;
        for (int run = 0; run < 40; run++) {
            int bit = random.nextInt(footer * Byte.SIZE);
            byte[] damaged = bytes.clone();
            damaged[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            errors += check("seed %d, bit %d of %s".formatted(seed, bit, file.getFileName()), damaged, true);
        }
        assertThat(errors).as("seed %d", seed).isGreaterThan(20);
    }

    @Tag("full")
    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6, 7, 8})
    void givesTheRowsOrOneErrorWhenABitOfTheRowsIsFlippedOfMoreFiles(long seed) throws IOException {
        givesTheRowsOrOneErrorWhenABitOfTheRowsIsFlipped(seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {11})
    void endsWithRowsOrOneErrorWhenABitOfTheFooterIsFlipped(long seed) throws IOException {
        Random random = new Random(seed);
        int footer = footerStart();
        for (int run = 0; run < 40; run++) {
            int bit = footer * Byte.SIZE + random.nextInt((bytes.length - footer) * Byte.SIZE);
            byte[] damaged = bytes.clone();
            damaged[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            check("seed %d, bit %d".formatted(seed, bit), damaged, false);
        }
    }

    @Tag("full")
    @ParameterizedTest
    @ValueSource(longs = {12, 13, 14})
    void endsWithRowsOrOneErrorWhenABitOfTheFooterIsFlippedOfMoreFiles(long seed) throws IOException {
        endsWithRowsOrOneErrorWhenABitOfTheFooterIsFlipped(seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {21})
    void endsWithRowsOrOneErrorWhenAFilterUsesDamagedIndexes(long seed) throws IOException {
        Random random = new Random(seed);
        write(
                WriterVersion.PARQUET_1_0,
                CompressionCodecName.ZSTD,
                builder -> builder.withBloomFilterEnabled("number", true).withBloomFilterNDV("number", 200));
        InputColumn number = new InputColumn(schema.indexOf("number"), "number", Type.BIGINT);
        Object sought = rows.get(ROWS / 2).get(number.index());
        Expression isSought = new Call(Function.EQUAL, List.of(number, new Literal(sought, Type.BIGINT)), Type.BOOLEAN);
        Scan filtered = ScanFixture.scan(Parquet.FORMAT, schema, isSought);
        int end = footerStart();
        for (int run = 0; run < 40; run++) {
            // Bloom filters and page indexes are the last before the footer. They have no checksum: a page may be left
            // out wrongly.
            int bit = (end - 1 - random.nextInt(end / 4)) * Byte.SIZE + random.nextInt(Byte.SIZE);
            byte[] damaged = bytes.clone();
            damaged[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            String what = "seed %d, bit %d".formatted(seed, bit);
            Files.write(file, damaged);
            try {
                assertThat(List.of(rows.get(ROWS / 2)))
                        .as(what)
                        .containsAll(fixture.readFiltered(filtered, fixture.whole(file)));
            } catch (WeftException e) {
                checkError(what, e);
            }
        }
    }

    @Tag("full")
    @ParameterizedTest
    @ValueSource(longs = {22, 23, 24})
    void endsWithRowsOrOneErrorWhenAFilterUsesDamagedIndexesOfMoreFiles(long seed) throws IOException {
        endsWithRowsOrOneErrorWhenAFilterUsesDamagedIndexes(seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void endsWithRowsOrOneErrorWhenAPageLiesAboutItself(long seed) throws IOException {
        Random random = new Random(seed);
        write(
                seed % 2 == 0 ? WriterVersion.PARQUET_1_0 : WriterVersion.PARQUET_2_0,
                seed % 3 == 0 ? CompressionCodecName.ZSTD : CompressionCodecName.SNAPPY,
                // There is no checksum to tell.
                builder -> builder.withPageWriteChecksumEnabled(false));
        LyingFile lying = new LyingFile(bytes);
        for (int run = 0; run < 25; run++) {
            LyingFile.Lie lie = lying.aboutAPage(random);
            check("seed %d, run %d: %s".formatted(seed, run, lie.about()), lie.bytes(), false);
        }
    }

    @Tag("full")
    @ParameterizedTest
    @ValueSource(longs = {34, 35, 36})
    void endsWithRowsOrOneErrorWhenAPageLiesAboutItselfOfMoreFiles(long seed) throws IOException {
        endsWithRowsOrOneErrorWhenAPageLiesAboutItself(seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {41})
    void endsWithRowsOrOneErrorWhenTheFooterLies(long seed) throws IOException {
        Random random = new Random(seed);
        LyingFile lying = new LyingFile(bytes);
        for (int run = 0; run < 25; run++) {
            LyingFile.Lie lie = lying.inTheFooter(random);
            check("seed %d, run %d: %s".formatted(seed, run, lie.about()), lie.bytes(), false);
        }
    }

    @Tag("full")
    @ParameterizedTest
    @ValueSource(longs = {42, 43, 44})
    void endsWithRowsOrOneErrorWhenTheFooterLiesOfMoreFiles(long seed) throws IOException {
        endsWithRowsOrOneErrorWhenTheFooterLies(seed);
    }

    @Test
    void refusesAPageThatPromisesGigabytes() throws IOException {
        write(
                WriterVersion.PARQUET_1_0,
                CompressionCodecName.SNAPPY,
                builder -> builder.withPageWriteChecksumEnabled(false));
        Files.write(file, new LyingFile(bytes).aboutTheSizeOfAPage(Integer.MAX_VALUE));

        assertThatThrownBy(() -> fixture.read(scan(), fixture.whole(file)))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT_INPUT))
                .hasMessageMatching("(?s).*parquet] Cannot read the file: column '.*' is damaged before byte .*")
                .hasMessageContaining(": a page that would have 2147483647 bytes in a column chunk of ")
                .hasMessageEndingWith(" (replace the file)");
    }

    @ParameterizedTest
    @ValueSource(longs = {21})
    void givesOneErrorWhenTheFileIsTruncated(long seed) throws IOException {
        Random random = new Random(seed);
        for (int run = 0; run < 30; run++) {
            int length = 1 + random.nextInt(bytes.length - 1);
            assertThat(check("seed %d, length %d".formatted(seed, length), Arrays.copyOf(bytes, length), true))
                    .as("seed %d, length %d", seed, length)
                    .isEqualTo(1);
        }
    }

    @Tag("full")
    @ParameterizedTest
    @ValueSource(longs = {22})
    void givesOneErrorWhenTheFileIsTruncatedOfMoreFiles(long seed) throws IOException {
        givesOneErrorWhenTheFileIsTruncated(seed);
    }

    @Test
    void namesFileAndColumnOfADamagedPage() throws IOException {
        byte[] damaged = bytes.clone();
        Arrays.fill(damaged, 4, footerStart(), (byte) 0x55);
        Files.write(file, damaged);

        assertThatThrownBy(() -> fixture.read(scan(), fixture.whole(file)))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT_INPUT))
                .hasMessageContaining(".parquet] Cannot read the file: column 'flag' is damaged before byte ")
                .message()
                .matches(message -> {
                    Matcher place =
                            Pattern.compile(" is damaged before byte (\\d+): ").matcher(message);
                    return place.find() && Integer.parseInt(place.group(1)) < footerStart();
                });
    }

    @Test
    void saysThatAFileIsNotParquet() throws IOException {
        Files.writeString(file, "this is a text and no Parquet file");

        assertThatThrownBy(() -> fixture.read(scan(), fixture.whole(file)))
                .hasMessageContaining("it is not a Parquet file, or its end is missing");
    }

    /** Reads the damaged file: 1 for an error, 0 where all rows came. */
    private int check(String what, byte[] damaged, boolean areRowsChecked) throws IOException {
        Files.write(file, damaged);
        try {
            List<List<@Nullable Object>> found = fixture.read(scan(), fixture.whole(file));
            if (areRowsChecked) {
                assertThat(found).as(what).isEqualTo(rows);
            }
            return 0;
        } catch (WeftException e) {
            checkError(what, e);
            return 1;
        }
    }

    private void checkError(String what, WeftException e) {
        assertThat(e.code())
                .as("%s: %s", what, e)
                .isIn(ErrorCode.CORRUPT_INPUT, ErrorCode.COLUMN_NOT_FOUND, ErrorCode.TYPE_MISMATCH);
        assertThat(e)
                .as(what)
                .hasMessageMatching("(?s)\\[file:/[^\\]]*%s\\] Cannot (read|find) .*".formatted(file.getFileName()));
    }

    private Scan scan() {
        return ScanFixture.scan(Parquet.FORMAT, schema);
    }

    private int footerStart() {
        int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - 8);
        return bytes.length - 8 - length;
    }
}
