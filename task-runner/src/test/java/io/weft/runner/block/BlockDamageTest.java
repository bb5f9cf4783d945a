package io.weft.runner.block;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.RandomBatch;
import io.weft.runner.vector.TestRows;
import io.weft.type.Type;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockDamageTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noticesEveryFlippedByte(long seed) throws IOException {
        byte[] block = block(seed, 40);
        Random random = new Random(seed);
        for (int position = 0; position < block.length; position++) {
            byte[] damaged = block.clone();
            damaged[position] ^= (byte) (1 + random.nextInt(255));
            assertDamageIsNoticed(damaged);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void noticesEveryTruncation(long seed) throws IOException {
        byte[] block = block(seed, 40);
        for (int length = 1; length < block.length; length++) {
            assertDamageIsNoticed(Arrays.copyOf(block, length));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noticesLongDamage(long seed) throws IOException {
        byte[] block = block(seed, 4000);
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            byte[] damaged = block.clone();
            int start = random.nextInt(block.length);
            int end = start + 1 + random.nextInt(block.length - start);
            for (int position = start; position < end; position++) {
                damaged[position] = (byte) random.nextInt();
            }
            if (!Arrays.equals(damaged, block)) {
                assertDamageIsNoticed(damaged);
            }
        }
    }

    /** A wrong payload under right checksums: a mistake of the writer's, which must not take the reader down either. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void neverReadsBeyondAPayloadThatLies(long seed) throws IOException {
        byte[] block = block(seed, 40);
        Random random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            byte[] lying = block.clone();
            for (int flip = 0; flip < 1 + random.nextInt(3); flip++) {
                lying[8 + random.nextInt(lying.length - 8)] = (byte) random.nextInt();
            }
            seal(lying);
            try {
                reader(lying).next();
            } catch (WeftException error) {
                assertThat(error.code()).isEqualTo(ErrorCode.FETCH_FAILED);
            }
        }
    }

    @Test
    void takesNoMemoryForALengthThatIsNotThere() throws IOException {
        byte[] block = block(1, 10);
        new BlockHeader(Codec.NONE, 10, Integer.MAX_VALUE, Integer.MAX_VALUE, 0).writeTo(block, 0);

        assertThatThrownBy(() -> reader(block).next())
                .isInstanceOf(WeftException.class)
                .hasMessageMatching(
                        "\\[map-7] Cannot read the block at byte 0: it ends after \\d+ of 2147483647 bytes .*");
    }

    @Test
    void saysWhichBlockOfWhichSourceIsDamaged() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Batch batch = new Batch(1, List.of(new LongVector(1, new long[] {1}, null)));
        int first = new BlockWriter(Codec.LZ4).write(batch, out);
        new BlockWriter(Codec.LZ4).write(batch, out);
        byte[] bytes = out.toByteArray();
        bytes[first + BlockHeader.BYTES + 1] ^= 1;
        BlockReader reader = reader(bytes);
        assertThat(reader.next()).isNotNull();

        assertThatThrownBy(reader::next)
                .isInstanceOf(WeftException.class)
                .hasMessage("[map-7] Cannot read the block at byte %d: the checksum of its columns is wrong"
                                .formatted(first)
                        + " (it was damaged after it was written)");
    }

    @Test
    void refusesWhatIsNotABlock() {
        assertThatThrownBy(() -> reader("PAR1 and what follows, long enough".getBytes(UTF_8))
                        .next())
                .isInstanceOf(WeftException.class)
                .hasMessageContaining("it begins with 50415231, not with 57464231");
    }

    private static byte[] block(long seed, int rows) throws IOException {
        RandomBatch random = new RandomBatch(seed);
        List<Type> types = random.types();
        Batch batch = random.batch(types, rows);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new BlockWriter(seed % 2 == 0 ? Codec.LZ4 : Codec.NONE).write(batch, out);
        Batch read = Objects.requireNonNull(reader(out.toByteArray()).next());
        assertThat(TestRows.rows(read, types)).isEqualTo(TestRows.rows(batch, types));
        return out.toByteArray();
    }

    private static void seal(byte[] block) {
        CRC32C payload = new CRC32C();
        payload.update(block, BlockHeader.BYTES, block.length - BlockHeader.BYTES);
        putInt(block, 16, (int) payload.getValue());
        CRC32C header = new CRC32C();
        header.update(block, 0, 20);
        putInt(block, 20, (int) header.getValue());
    }

    private static void putInt(byte[] bytes, int offset, int value) {
        for (int index = 0; index < 4; index++) {
            bytes[offset + index] = (byte) (value >> (8 * index));
        }
    }

    private static void assertDamageIsNoticed(byte[] damaged) {
        assertThatThrownBy(() -> reader(damaged).next())
                .isInstanceOfSatisfying(
                        WeftException.class, error -> assertThat(error.code()).isEqualTo(ErrorCode.FETCH_FAILED));
    }

    private static BlockReader reader(byte[] bytes) {
        return new BlockReader(new ByteArrayInputStream(bytes), "map-7", ErrorCode.FETCH_FAILED);
    }
}
