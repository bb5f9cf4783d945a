package io.weft.runner.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.runner.format.InputFile;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.TestRows;
import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorKind;
import io.weft.type.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.internal.column.columnindex.OffsetIndexBuilder;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.schema.MessageTypeParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of lists of lists, read and passed over in any order of the two. */
class LevelReaderTest {
    private static final int ROWS = 400;
    private static final Type TYPE = Type.list(Type.list(Type.INT));
    private static final ColumnLayout LAYOUT =
            ColumnLayout.of(MessageTypeParser.parseMessageType(NestedPages.SCHEMA), "c", TYPE);

    private static final Configuration CONFIGURATION = new Configuration();

    @TempDir
    Path directory;

    private final ScanFixture fixture = new ScanFixture();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void readsRowsThatGoOnInTheNextPage(long seed) throws IOException {
        Random random = new Random(seed);
        NestedPages pages = new NestedPages(random, ROWS).cutAnywhere();

        check(seed, random, pages, null);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void goesToPagesByTheirIndex(long seed) throws IOException {
        Random random = new Random(seed);
        NestedPages pages = new NestedPages(random, ROWS).cutBetweenRows();

        check(seed, random, pages, new PageIndex(pages.index(), ROWS, 0, pages.bytes().length));
    }

    @Test
    void refusesPagesThatBeginWithinARowWhereAnIndexSaysOtherwise() throws IOException {
        NestedPages pages = new NestedPages(new Random(5), 3).cutAnywhere();
        // The whole chunk as one page, which begins behind the dictionary and the first pages.
        OffsetIndexBuilder builder = OffsetIndexBuilder.getBuilder();
        int length = pages.bytes().length;
        builder.add(length / 2, length - length / 2, 0);
        LevelReader reader = open(pages, new PageIndex(builder.build(), 3, 0, length), 64);

        reader.begin();
        assertThatThrownBy(() -> reader.read(1))
                .isInstanceOf(ParquetDecodingException.class)
                .hasMessageContaining("the offset index says otherwise");
    }

    @Test
    void refusesRowsThatNoPageBegins() throws IOException {
        NestedPages pages = new NestedPages(new Random(5), ROWS).cutAnywhere();
        LevelReader reader = open(pages, null, 64);

        reader.begin();
        reader.read(ROWS);
        assertThatThrownBy(() -> reader.read(1))
                .isInstanceOf(ParquetDecodingException.class)
                .hasMessage("its pages end before its rows do");
    }

    private void check(long seed, Random random, NestedPages pages, @Nullable PageIndex index) throws IOException {
        for (int run = 0; run < 8; run++) {
            int farthest = 1 << random.nextInt(9);
            LevelReader reader = open(pages, index, 40 + random.nextInt(300));
            for (int row = 0; row < ROWS; ) {
                List<@Nullable Object> expected = new ArrayList<>();
                reader.begin();
                for (int step = random.nextInt(4); step >= 0 && row < ROWS; step--) {
                    int count = Math.min(1 + random.nextInt(farthest), ROWS - row);
                    if (random.nextBoolean()) {
                        reader.read(count);
                        expected.addAll(pages.rows().subList(row, row + count));
                    } else {
                        reader.skip(count);
                    }
                    row += count;
                }
                reader.finish();
                assertThat(values(reader))
                        .as("seed %d, run %d, before row %d", seed, run, row)
                        .isEqualTo(expected);
            }
        }
    }

    private static List<@Nullable Object> values(LevelReader reader) {
        Vector vector = LAYOUT.root().vector(List.of(reader));
        List<@Nullable Object> values = new ArrayList<>();
        if (vector.size() == 0) {
            return values;
        }
        TestRows.rows(new Batch(vector.size(), List.of(vector)), List.of(TYPE)).forEach(row -> values.add(row.get(0)));
        return values;
    }

    private LevelReader open(NestedPages pages, @Nullable PageIndex index, int window) throws IOException {
        Path file = Files.write(directory.resolve("chunk"), pages.bytes());
        ColumnDescriptor leaf = LAYOUT.leaves().get(0);
        PageReader reader = new PageReader(
                new ChunkBytes(
                        InputFile.open(fixture.whole(file), CONFIGURATION),
                        new FilePieces(),
                        0,
                        pages.bytes().length,
                        window),
                leaf,
                new PageDecompressor(
                        new CodecFactory(CONFIGURATION, 0).getDecompressor(CompressionCodecName.UNCOMPRESSED),
                        pages.bytes().length),
                new PageCounts(),
                index);
        return new LevelReader(reader, LeafDecoder.of(VectorKind.INT, reader), Type.INT, pages.entries());
    }
}
