package io.weft.runner.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.expr.Aggregate;
import io.weft.expr.AggregateFunction;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Frame;
import io.weft.expr.SortColumn;
import io.weft.expr.SortOrder;
import io.weft.expr.WindowColumn;
import io.weft.expr.WindowFunction;
import io.weft.runner.memory.MemoryArbiter;
import io.weft.runner.memory.TaskMemory;
import io.weft.runner.operator.Operator;
import io.weft.runner.spill.SpillSpace;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.PlainBytesVector;
import io.weft.type.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows over one partition that is larger than memory: keys from 0 up, each with a text of some sixty bytes. */
class WindowSpillTest {
    private static final int ROWS = 120_000;
    private static final int BATCH = 1000;
    private static final long DATA_BYTES = ROWS * 80L;
    private static final List<Type> TYPES = List.of(Type.BIGINT, Type.STRING);
    private static final InputColumn KEY = new InputColumn(0, "key", Type.BIGINT);
    private static final InputColumn TEXT = new InputColumn(1, "text", Type.STRING);

    @TempDir
    private Path directory;

    private static String text(long key) {
        return Long.toHexString(key * 0x9E37_79B9_7F4A_7C15L).repeat(4);
    }

    /** The keys in no order. */
    private static final class Rows implements Operator {
        private int next;

        @Override
        public @Nullable Batch next() {
            if (next == ROWS) {
                return null;
            }
            long[] keys = new long[BATCH];
            int[] offsets = new int[BATCH + 1];
            StringBuilder texts = new StringBuilder();
            for (int row = 0; row < BATCH; row++) {
                keys[row] = (next + row) * 7919L % ROWS;
                texts.append(text(keys[row]));
                offsets[row + 1] = texts.length();
            }
            next += BATCH;
            byte[] bytes = texts.toString().getBytes(StandardCharsets.US_ASCII);
            return new Batch(
                    BATCH,
                    List.of(new LongVector(BATCH, keys, null), new PlainBytesVector(BATCH, offsets, bytes, null)));
        }

        @Override
        public void close() {}
    }

    private interface Check {
        void row(long key, Batch batch, int row);
    }

    /** Runs the functions in order of the keys and returns the bytes spilled. */
    private long run(long memoryBytes, List<WindowColumn> columns, Check check) {
        WindowFunctions functions = new WindowFunctions(
                TYPES, List.of(), List.of(new SortColumn(0, SortOrder.ASC_NULLS_FIRST)), columns, number -> {
                    throw new IllegalArgumentException("No aggregator " + number);
                });
        return drain(memoryBytes, check, (memory, spill) -> new WindowOperator(new Rows(), functions, memory, spill));
    }

    private interface Made {
        Operator over(TaskMemory memory, SpillSpace spill);
    }

    private long drain(long memoryBytes, Check check, Made made) {
        long next = 0;
        try (SpillSpace spill = new SpillSpace(List.of(directory), "test");
                TaskMemory memory = new MemoryArbiter(memoryBytes, 1).open("test")) {
            try (Operator operator = made.over(memory, spill)) {
                for (Batch batch = operator.next(); batch != null; batch = operator.next()) {
                    LongVector keys = (LongVector) batch.column(0);
                    for (int row = 0; row < batch.rowCount(); row++) {
                        if (keys.value(row) != next) {
                            throw new AssertionError("Key %d in place of %d".formatted(keys.value(row), next));
                        }
                        check.row(next++, batch, row);
                    }
                }
            }
            assertThat(memory.unreleased()).isEmpty();
            assertThat(memory.peak()).isLessThanOrEqualTo(memoryBytes);
            assertThat(directory.toFile().list()).isEmpty();
            assertThat(next).isEqualTo(ROWS);
            return spill.bytesWritten();
        }
    }

    private static WindowColumn aggregate(AggregateFunction function, InputColumn argument, Frame frame) {
        Type type = function.resultType(List.of(argument.type()));
        return new WindowColumn.Aggregated(Aggregate.ofRows(function, List.of(argument), "a", type), frame);
    }

    private static WindowColumn placed(WindowFunction function, long number, Type type, InputColumn... arguments) {
        return new WindowColumn.Placed(function, Arrays.asList(arguments), number, Frame.WHOLE_PARTITION, "p", type);
    }

    private static void same(long key, long found, long wanted) {
        if (found != wanted) {
            throw new AssertionError("For key %d %d, not %d".formatted(key, found, wanted));
        }
    }

    private static long value(Batch batch, int result, int row) {
        return ((LongVector) batch.column(2 + result)).value(row);
    }

    @ParameterizedTest
    @ValueSource(longs = {8 << 20, DATA_BYTES / 10, DATA_BYTES / 100})
    void readsAPartitionAgainThatMemoryDoesNotHold(long memoryBytes) {
        List<WindowColumn> columns = List.of(
                aggregate(AggregateFunction.SUM, KEY, Frame.WHOLE_PARTITION),
                placed(WindowFunction.PERCENT_RANK, 0, Type.DOUBLE),
                placed(WindowFunction.NTILE, 10, Type.BIGINT));
        long sum = (ROWS - 1L) * ROWS / 2;
        long spilled = run(memoryBytes, columns, (key, batch, row) -> {
            same(key, value(batch, 0, row), sum);
            double rank = ((DoubleVector) batch.column(3)).value(row);
            if (rank != key / (ROWS - 1.0)) {
                throw new AssertionError("The rank of %d is %s".formatted(key, rank));
            }
            same(key, value(batch, 2, row), key / (ROWS / 10) + 1);
        });
        assertThat(spilled).isPositive();
    }

    /** Frames of some 8 and 1.6 MB, beside what a sorter needs. */
    @ParameterizedTest
    @CsvSource({"8388608, 50000", "960000, 10000"})
    void reachesBackAndForwardFartherThanMemory(long memoryBytes, long far) {
        Frame wide = new Frame(Frame.Unit.ROWS, -far, far);
        List<WindowColumn> columns = List.of(
                aggregate(AggregateFunction.MIN, KEY, wide),
                aggregate(AggregateFunction.SUM, KEY, wide),
                placed(WindowFunction.LAG, far, Type.BIGINT, KEY, KEY),
                aggregate(AggregateFunction.MAX, TEXT, new Frame(Frame.Unit.ROWS, -2, 0)));
        run(memoryBytes, columns, (key, batch, row) -> {
            long first = Math.max(0, key - far);
            long last = Math.min(ROWS - 1, key + far);
            same(key, value(batch, 0, row), first);
            same(key, value(batch, 1, row), (last + first) * (last - first + 1) / 2);
            same(key, value(batch, 2, row), key >= far ? key - far : key);
        });
    }

    /** The frame, and what is read back, are a few rows: nothing but the sorting spills. */
    @Test
    void spillsNothingWhereFramesAreShort() {
        long memoryBytes = 8 << 20;
        List<WindowColumn> columns = List.of(
                placed(WindowFunction.ROW_NUMBER, 0, Type.BIGINT),
                placed(WindowFunction.DENSE_RANK, 0, Type.BIGINT),
                aggregate(AggregateFunction.SUM, KEY, Frame.UP_TO_PEERS),
                aggregate(AggregateFunction.MIN, KEY, new Frame(Frame.Unit.ROWS, -1000, 10)),
                aggregate(AggregateFunction.COUNT, KEY, new Frame(Frame.Unit.RANGE, -7, 7)),
                placed(WindowFunction.LAG, 5, Type.BIGINT, KEY, KEY),
                new WindowColumn.Placed(
                        WindowFunction.FIRST_VALUE, List.of(KEY), 0, Frame.UP_TO_PEERS, "f", Type.BIGINT));
        long spilled = run(memoryBytes, columns, (key, batch, row) -> {
            same(key, value(batch, 0, row), key + 1);
            same(key, value(batch, 1, row), key + 1);
            same(key, value(batch, 2, row), key * (key + 1) / 2);
            same(key, value(batch, 3, row), Math.max(0, key - 1000));
            same(key, value(batch, 4, row), Math.min(ROWS - 1, key + 7) - Math.max(0, key - 7) + 1);
            same(key, value(batch, 5, row), key >= 5 ? key - 5 : key);
            same(key, value(batch, 6, row), 0);
        });
        long spilledBySorting =
                run(memoryBytes, List.of(placed(WindowFunction.ROW_NUMBER, 0, Type.BIGINT)), (key, batch, row) -> {});
        assertThat(spilled).isPositive().isLessThan(spilledBySorting + spilledBySorting / 4);
    }
}
