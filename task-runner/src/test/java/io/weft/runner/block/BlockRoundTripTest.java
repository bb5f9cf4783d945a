package io.weft.runner.block;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.error.ErrorCode;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BytesDictionary;
import io.weft.runner.vector.BytesVector;
import io.weft.runner.vector.CodedBytesVector;
import io.weft.runner.vector.DecimalVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.RandomBatch;
import io.weft.runner.vector.TestRows;
import io.weft.type.Type;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlockRoundTripTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void bringsBackTheRowsThatWereWritten(long seed) throws IOException {
        RandomBatch random = new RandomBatch(seed);
        List<Type> types = new ArrayList<>(random.types());
        types.addAll(random.nestedTypes());
        BlockWriter writer = new BlockWriter(seed % 2 == 0 ? Codec.LZ4 : Codec.NONE);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<Batch> written = new ArrayList<>();
        int length = 0;
        for (int rows : new int[] {1, 7, 300, Batch.MAX_ROWS, 0, 64}) {
            Batch batch = random.batch(types, rows);
            written.add(batch);
            length += writer.write(batch, out);
        }
        assertThat(out.size()).isEqualTo(length);

        BlockReader reader = reader(out.toByteArray());
        for (Batch batch : written) {
            Batch read = Objects.requireNonNull(reader.next());
            assertThat(read.selection()).isNull();
            assertThat(TestRows.rows(read, types)).isEqualTo(TestRows.rows(batch, types));
            assertNullSlotsAreZero(read);
        }
        assertThat(reader.next()).isNull();
    }

    @Test
    void keepsListsOfMoreElementsThanABatchHasRows() throws IOException {
        List<Type> types = List.of(Type.list(Type.INT), Type.map(Type.BIGINT, Type.STRING));
        List<@Nullable Object> numbers = new ArrayList<>();
        Map<Object, @Nullable Object> map = new LinkedHashMap<>();
        for (int index = 0; index < 3 * Batch.MAX_ROWS; index++) {
            numbers.add(index % 7 == 0 ? null : index);
            map.put((long) index, index % 5 == 0 ? null : "v" + index % 9);
        }
        Batch batch = TestRows.batch(types, List.of(TestRows.row(numbers, map), TestRows.row(null, null)));

        assertThat(TestRows.rows(roundTrip(new BlockWriter(Codec.LZ4), batch), types))
                .isEqualTo(List.of(TestRows.row(numbers, map), TestRows.row(null, null)));
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void countsRowsWithoutColumns(Codec codec) throws IOException {
        Batch read = roundTrip(new BlockWriter(codec), new Batch(4096, List.of()));

        assertThat(read.rowCount()).isEqualTo(4096);
        assertThat(read.columnCount()).isZero();
    }

    @Test
    void keepsADictionaryThatIsShorterThanItsValues() throws IOException {
        Batch read = roundTrip(new BlockWriter(Codec.LZ4), codedBatch(1000));

        assertThat(read.column(0)).isInstanceOf(CodedBytesVector.class);
        assertThat(((CodedBytesVector) read.column(0)).dictionary().size()).isEqualTo(2);
    }

    @Test
    void dropsADictionaryThatIsLongerThanItsValues() throws IOException {
        Batch read = roundTrip(new BlockWriter(Codec.LZ4), codedBatch(2));

        assertThat(read.column(0)).isNotInstanceOf(CodedBytesVector.class);
    }

    @Test
    void givesTheSameDictionaryAgainWhileItDoesNotChange() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BlockWriter writer = new BlockWriter(Codec.LZ4);
        writer.write(codedBatch(100), out);
        writer.write(codedBatch(200), out);
        BlockReader reader = reader(out.toByteArray());

        BytesDictionary first =
                ((CodedBytesVector) Objects.requireNonNull(reader.next()).column(0)).dictionary();
        assertThat(((CodedBytesVector) Objects.requireNonNull(reader.next()).column(0)).dictionary())
                .isSameAs(first);
    }

    @Test
    void narrowsDecimalsThatFit64Bits() throws IOException {
        DecimalVector wide = new DecimalVector(2, new long[] {-5, 7}, new long[] {-1, 0}, null);
        Batch read = roundTrip(new BlockWriter(Codec.NONE), new Batch(2, List.of(wide)));

        assertThat(((DecimalVector) read.column(0)).high()).isNull();
        assertThat(((DecimalVector) read.column(0)).low()).containsExactly(-5, 7);
    }

    @Test
    void takesAByteForEachOfNumbersThatLieCloseTogether() {
        long[] numbers = new long[4096];
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = 1_000_000_000_000L + row % 200;
        }
        ByteBuffer block =
                new BlockWriter(Codec.NONE).encode(new Batch(4096, List.of(new LongVector(4096, numbers, null))));

        assertThat(block.remaining()).isBetween(4096, 4096 + 64);
    }

    @Test
    void leavesWhatDoesNotCompressAsItIs() {
        Random random = new Random(1);
        long[] numbers = random.longs(4096).toArray();
        ByteBuffer block =
                new BlockWriter(Codec.LZ4).encode(new Batch(4096, List.of(new LongVector(4096, numbers, null))));

        assertThat(block.get(4)).isEqualTo((byte) 0);
    }

    private static Batch codedBatch(int rows) {
        byte[] bytes = "AIRMAILTRUCKunused".getBytes(UTF_8);
        int[] offsets = {0, 7, 12, 18};
        int[] ids = new int[rows];
        for (int row = 0; row < rows; row++) {
            ids[row] = row % 2;
        }
        BytesVector column = new CodedBytesVector(rows, ids, new BytesDictionary(3, offsets, bytes), null);
        return new Batch(rows, List.of(column));
    }

    private static void assertNullSlotsAreZero(Batch batch) {
        for (int column = 0; column < batch.columnCount(); column++) {
            for (int row = 0; row < batch.rowCount(); row++) {
                if (batch.column(column).isNull(row) && batch.column(column) instanceof CodedBytesVector coded) {
                    assertThat(coded.id(row)).isZero();
                } else if (batch.column(column).isNull(row) && batch.column(column) instanceof BytesVector bytes) {
                    assertThat(bytes.length(row)).isZero();
                }
            }
        }
    }

    private static Batch roundTrip(BlockWriter writer, Batch batch) throws IOException {
        return Objects.requireNonNull(BlockReader.of(writer.encode(batch), "memory", ErrorCode.CORRUPT_INPUT)
                .next());
    }

    private static BlockReader reader(byte[] bytes) {
        return new BlockReader(new ByteArrayInputStream(bytes), "memory", ErrorCode.CORRUPT_INPUT);
    }
}
