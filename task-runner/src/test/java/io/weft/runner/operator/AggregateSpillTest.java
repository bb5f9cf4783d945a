package io.weft.runner.operator;

import static io.weft.expr.AggregateFunction.COUNT;
import static io.weft.expr.AggregateFunction.MAX;
import static io.weft.expr.AggregateFunction.SUM;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.runner.memory.MemoryArbiter;
import io.weft.runner.memory.TaskMemory;
import io.weft.runner.spill.SpillSpace;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BytesVector;
import io.weft.runner.vector.BytesVectorBuilder;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.TestRows;
import io.weft.type.Type;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AggregateSpillTest {
    private static final List<Type> TYPES = List.of(Type.BIGINT, Type.STRING, Type.BIGINT);
    private static final long PRIME = 999_983;

    @TempDir
    Path directory;

    /** From everything in memory to partitions that have to be divided again. */
    @ParameterizedTest
    @CsvSource({"67108864, 150000, false", "8388608, 300000, true", "1048576, 150000, true", "131072, 30000, true"})
    void countsEveryKeyTwiceWhateverTheMemory(long memoryBytes, int keys, boolean spills) {
        Groupings grouping =
                new Groupings(TYPES).by(0, 1).and(COUNT).and(SUM, 2).and(MAX, 1);
        int batches = 2 * keys / 1000;
        MemoryArbiter arbiter = new MemoryArbiter(memoryBytes, 1);
        BitSet seen = new BitSet();
        try (SpillSpace spill = new SpillSpace(List.of(directory), "test");
                TaskMemory memory = arbiter.open("test");
                Operator aggregate = new HashAggregateOperator(
                        new GeneratedInput(batches, number -> batch(number, keys)), grouping.ofRows(), memory, spill)) {
            for (Batch batch = aggregate.next(); batch != null; batch = aggregate.next()) {
                assertThat(TestRows.rows(batch, grouping.resultTypes())).allMatch(row -> isRight(row, seen));
            }
            assertThat(seen.cardinality()).isEqualTo(keys);
            assertThat(spill.bytesWritten() > 0).isEqualTo(spills);
            assertThat(memory.peak()).isLessThanOrEqualTo(memoryBytes);
        }
        assertThat(directory.toFile().list()).isEmpty();
    }

    private static boolean isRight(List<@Nullable Object> row, BitSet seen) {
        long key = (Long) Objects.requireNonNull(row.get(0));
        boolean isNew = !seen.get((int) key);
        seen.set((int) key);
        return isNew && row.equals(TestRows.row(key, text(key), 2L, 2 * key, text(key)));
    }

    @Test
    void failsWhereOneGroupDoesNotFit() {
        Groupings grouping = new Groupings(TYPES).and(MAX, 1);
        BytesVectorBuilder texts = new BytesVectorBuilder(1);
        byte[] large = "x".repeat(1 << 20).getBytes(UTF_8);
        texts.append(large, 0, large.length);
        BytesVector text = texts.build();
        LongVector numbers = new LongVector(1, new long[1], null);
        Batch batch = new Batch(1, List.of(numbers, text, numbers));
        try (SpillSpace spill = new SpillSpace(List.of(directory), "test");
                TaskMemory memory = new MemoryArbiter(1 << 20, 1).open("job_1/s1/t0/a0");
                Operator aggregate = new HashAggregateOperator(
                        new InMemoryInput(List.of(batch)), grouping.ofRows(), memory, spill)) {
            assertThatThrownBy(aggregate::next)
                    .isInstanceOfSatisfying(
                            WeftException.class,
                            error -> assertThat(error.code()).isEqualTo(ErrorCode.OUT_OF_MEMORY))
                    .hasMessageMatching("\\[job_1/s1/t0/a0] Cannot reserve \\d+ bytes for groups: the task holds \\d+"
                            + " of at most 1048576 \\(give containers more memory or fewer slots\\)");
        }
    }

    @Test
    void deletesItsFilesWhereItIsClosedBeforeItsEnd() {
        Groupings grouping = new Groupings(TYPES).by(0).and(COUNT);
        try (SpillSpace spill = new SpillSpace(List.of(directory), "test");
                TaskMemory memory = new MemoryArbiter(256 << 10, 1).open("test")) {
            try (Operator aggregate = new HashAggregateOperator(
                    new GeneratedInput(100, number -> batch(number, 50_000)), grouping.ofRows(), memory, spill)) {
                assertThat(aggregate.next()).isNotNull();
                assertThat(directory.toFile().list()).isNotEmpty();
            }
            assertThat(directory.toFile().list()).isEmpty();
            assertThat(memory.unreleased()).isEmpty();
        }
    }

    /** A thousand rows of a sequence that meets each key twice, far apart. */
    private static Batch batch(int number, int keys) {
        long[] values = new long[1000];
        BytesVectorBuilder texts = new BytesVectorBuilder(1000);
        for (int row = 0; row < 1000; row++) {
            long key = (number * 1000L + row) * PRIME % keys;
            values[row] = key;
            byte[] text = text(key).getBytes(UTF_8);
            texts.append(text, 0, text.length);
        }
        LongVector column = new LongVector(1000, values, null);
        return new Batch(1000, List.of(column, texts.build(), column));
    }

    private static String text(long key) {
        return key % 3 == 0 ? "short" : "a longer text " + key;
    }
}
