package io.weft.runner.vector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowHasherTest {
    private static final int[] POSITIONS = IntStream.range(0, Batch.MAX_ROWS).toArray();
    private static final long LONG_42 = 8820203053376464503L;
    private static final long LONGER_TEXT = -3549735819426497900L;

    @Test
    void hashesPlainAndCodedStringsAlike() {
        String[] words = {"", "a", "seven b", "exactly8", "a longer one than that", "ä"};
        BytesVectorBuilder builder = new BytesVectorBuilder(0);
        for (String word : words) {
            byte[] bytes = ("." + word).getBytes(UTF_8);
            builder.append(bytes, 1, bytes.length - 1);
        }
        PlainBytesVector plain = (PlainBytesVector) builder.build();
        BytesDictionary dictionary = new BytesDictionary(words.length, plain.offsets(), plain.bytes());
        CodedBytesVector coded =
                new CodedBytesVector(words.length, IntStream.range(0, 6).toArray(), dictionary, null);

        assertThat(hashes(coded)).isEqualTo(hashes(plain)).doesNotHaveDuplicates();
    }

    @Test
    void hashesBothFormsOfADecimalAlike() {
        DecimalVector narrow = new DecimalVector(3, new long[] {-7, 0, 7}, null, null);
        DecimalVector wide = new DecimalVector(3, new long[] {-7, 0, 7}, new long[] {-1, 0, 0}, null);
        DecimalVector other = new DecimalVector(3, new long[] {-7, 0, 7}, new long[] {0, 1, -1}, null);

        assertThat(hashes(wide)).isEqualTo(hashes(narrow));
        assertThat(hashes(other)).doesNotContain(hashes(narrow));
    }

    @Test
    void hashesAllZerosAndAllNansAlike() {
        double otherNan = Double.longBitsToDouble(0xFFF8_0000_0000_0001L);
        long[] hashes = hashes(new DoubleVector(5, new double[] {0.0, -0.0, Double.NaN, otherNan, 1.0}, null));

        assertThat(hashes[1]).isEqualTo(hashes[0]);
        assertThat(hashes[3]).isEqualTo(hashes[2]);
        assertThat(new HashSet<>(List.of(hashes[0], hashes[2], hashes[4]))).hasSize(3);
    }

    @Test
    void tellsNullsFromZeros() {
        boolean[] nulls = {true, false};
        for (Vector vector : List.of(
                new LongVector(2, new long[2], nulls),
                new IntVector(2, new int[2], nulls),
                new BooleanVector(2, new boolean[2], nulls),
                new DoubleVector(2, new double[2], nulls),
                new DecimalVector(2, new long[2], null, nulls),
                new PlainBytesVector(2, new int[3], new byte[0], nulls))) {
            assertThat(hashes(vector)).doesNotHaveDuplicates();
        }
    }

    @Test
    void tellsTheOrderOfColumns() {
        LongVector one = new LongVector(1, new long[] {1}, null);
        LongVector two = new LongVector(1, new long[] {2}, null);
        long forth = new RowHasher(2).hash(List.of(one, two), POSITIONS, 1)[0];
        long back = new RowHasher(2).hash(List.of(two, one), POSITIONS, 1)[0];

        assertThat(forth).isNotEqualTo(back);
    }

    /** Tasks of one job, perhaps of different releases of a JVM, must agree for ever. */
    @Test
    void staysWhatItIs() {
        BytesVectorBuilder text = new BytesVectorBuilder(0);
        text.append("a longer text".getBytes(UTF_8), 0, 13);

        assertThat(hashes(new LongVector(1, new long[] {42}, null))[0]).isEqualTo(LONG_42);
        assertThat(hashes(text.build())[0]).isEqualTo(LONGER_TEXT);
    }

    @Test
    void partitionsTheSelectedRowsEvenly() {
        long[] keys = new Random(1).longs(4096, 0, 100_000).toArray();
        ShufflePartitioner partitioner = new ShufflePartitioner(List.of(1), 7);
        Batch batch =
                new Batch(4096, List.of(new LongVector(4096, new long[4096], null), new LongVector(4096, keys, null)));
        int[] assigned = partitioner.partitions(batch).clone();
        Map<Integer, Integer> sizes = new HashMap<>();
        for (int partition : assigned) {
            sizes.merge(partition, 1, Integer::sum);
        }
        assertThat(sizes).hasSize(7);
        assertThat(sizes.values()).allSatisfy(size -> assertThat(size).isBetween(480, 690));

        int[] ofSome = partitioner.partitions(batch.select(new int[] {5, 4000}, 2));
        assertThat(ofSome[0]).isEqualTo(assigned[5]);
        assertThat(ofSome[1]).isEqualTo(assigned[4000]);
    }

    @Test
    void leavesTheLowerBitsOfAPartitionSpread() {
        long[] keys = IntStream.range(0, 4096).asLongStream().toArray();
        LongVector vector = new LongVector(4096, keys, null);
        int[] assigned = new ShufflePartitioner(List.of(0), 16).partitions(new Batch(4096, List.of(vector)));
        long[] hashes = hashes(vector);
        Set<Long> lower = new HashSet<>();
        for (int row = 0; row < 4096; row++) {
            if (assigned[row] == 3) {
                lower.add(hashes[row] & 63);
            }
        }
        assertThat(lower).hasSizeGreaterThan(55);
    }

    private static long[] hashes(Vector vector) {
        return Arrays.copyOf(new RowHasher(1).hash(List.of(vector), POSITIONS, vector.size()), vector.size());
    }
}
