package io.weft.runner.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.expr.Expression;
import io.weft.expr.Expression.Call;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Function;
import io.weft.runner.kernel.Predicate;
import io.weft.runner.memory.MemoryArbiter;
import io.weft.runner.memory.TaskMemory;
import io.weft.runner.operator.InMemoryInput;
import io.weft.runner.operator.Operator;
import io.weft.runner.spill.SpillSpace;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.PlainBytesVector;
import io.weft.type.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Joins of more rows than there is memory for. What is expected is counted, not joined. */
class JoinSpillTest {
    private static final List<Type> TYPES = List.of(Type.BIGINT, Type.BIGINT, Type.STRING);
    private static final long MUCH_MEMORY = 256 << 20;

    /** About what the build side of 6000 rows takes in memory, its table with it. */
    private static final long BUILD_BYTES = 2_400_000;

    @TempDir
    Path directory;

    /** Rows given, and the sum of the numbers of both sides in them. */
    private record Result(long rows, long probeSum, long buildSum) {}

    /** Every build key comes twice; a third of the probe keys is among them, each once, and some are null. */
    private static final int KEYS = 3000;

    private static long probeKey(long row) {
        return row < KEYS ? 3 * row : RowsMade.NULL;
    }

    private Result joinMany(JoinSpec spec, long memoryBytes, Spills spills) {
        Operator probe = new RowsMade(KEYS + 100, JoinSpillTest::probeKey);
        return join(spec, probe, new RowsMade(2 * KEYS, row -> row % KEYS), memoryBytes, spills);
    }

    @ParameterizedTest
    @EnumSource(JoinForm.class)
    void givesTheSameInAHundredthOfTheMemory(JoinForm form) {
        JoinSpec spec = spec(form, null);
        long matched = (KEYS + 2) / 3;
        long lone = KEYS - matched;
        Result expected = joinMany(spec, MUCH_MEMORY, Spills.NOT);

        assertThat(expected.rows)
                .isEqualTo(
                        switch (form) {
                            case INNER, RIGHT_SEMI -> 2 * matched;
                            case LEFT -> 2 * matched + lone + 100;
                            case RIGHT -> 2 * KEYS;
                            case FULL -> 2 * KEYS + lone + 100;
                            case SEMI -> matched;
                            case ANTI -> lone + 100;
                            case NULL_AWARE_ANTI -> lone;
                            case RIGHT_ANTI -> 2 * lone;
                        });
        assertThat(joinMany(spec, BUILD_BYTES / 10, Spills.YES)).isEqualTo(expected);
        assertThat(joinMany(spec, BUILD_BYTES / 100, Spills.YES)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(value = JoinForm.class, mode = EnumSource.Mode.EXCLUDE, names = "NULL_AWARE_ANTI")
    void givesTheSameWithAConditionInAHundredthOfTheMemory(JoinForm form) {
        // Holds for one of the two rows of each build key.
        JoinSpec spec = spec(form, less(0, 4));
        long matched = (KEYS + 2) / 3;
        Result expected = joinMany(spec, MUCH_MEMORY, Spills.NOT);

        assertThat(expected.rows)
                .isEqualTo(
                        switch (form) {
                            case INNER, RIGHT_SEMI, SEMI -> matched;
                            case LEFT -> KEYS + 100;
                            case RIGHT -> 2 * KEYS;
                            case FULL -> KEYS + 100 + 2 * KEYS - matched;
                            case ANTI -> KEYS + 100 - matched;
                            default -> 2 * KEYS - matched;
                        });
        assertThat(joinMany(spec, BUILD_BYTES / 100, Spills.YES)).isEqualTo(expected);
    }

    /** Half of the build rows have one key. */
    private Result joinHot(JoinSpec spec, long memoryBytes, Spills spills) {
        Operator build = new RowsMade(4000, row -> row % 2 == 0 ? 7 : 100 + row);
        Operator probe = new RowsMade(2020, row -> row < 20 ? 7 : row % 2 == 0 ? 81 + row : 50_000 + row);
        return join(spec, probe, build, memoryBytes, spills);
    }

    @ParameterizedTest
    @EnumSource(JoinForm.class)
    void letsTheProbeSidePassSeveralTimesWhereAKeyCannotBeDivided(JoinForm form) {
        JoinSpec spec = spec(form, null);
        Result expected = joinHot(spec, MUCH_MEMORY, Spills.NOT);

        assertThat(expected.rows)
                .isEqualTo(
                        switch (form) {
                            case INNER -> 20 * 2000 + 1000;
                            case LEFT -> 20 * 2000 + 2000;
                            case RIGHT -> 20 * 2000 + 2000;
                            case FULL -> 20 * 2000 + 3000;
                            case SEMI -> 20 + 1000;
                            case ANTI, NULL_AWARE_ANTI -> 1000;
                            case RIGHT_SEMI -> 2000 + 1000;
                            case RIGHT_ANTI -> 1000;
                        });
        assertThat(joinHot(spec, 64 << 10, Spills.YES)).isEqualTo(expected);
    }

    private Result joinByNumber(JoinSpec spec, long memoryBytes, Spills spills) {
        return join(spec, new RowsMade(50, row -> row), new RowsMade(5000, row -> row), memoryBytes, spills);
    }

    /** Nothing can be divided: the probe rows are copied to disk and pass by again. */
    @ParameterizedTest
    @EnumSource(value = JoinForm.class, mode = EnumSource.Mode.EXCLUDE, names = "NULL_AWARE_ANTI")
    void joinsWithoutKeysInLittleMemory(JoinForm form) {
        JoinSpec spec = new JoinSpec(form, TYPES, TYPES, List.of(), List.of(), less(1, 4));
        Result expected = joinByNumber(spec, MUCH_MEMORY, Spills.NOT);
        long pairs = LongStream.range(0, 50).map(number -> 4999 - number).sum();

        assertThat(expected.rows)
                .isEqualTo(
                        switch (form) {
                            case INNER, LEFT -> pairs;
                            case RIGHT, FULL -> pairs + 1;
                            case SEMI -> 50;
                            case ANTI -> 0;
                            case RIGHT_SEMI -> 4999;
                            default -> 1;
                        });
        assertThat(joinByNumber(spec, 64 << 10, Spills.YES)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"8388608, 60000", "2097152, 20000"})
    void staysWithinItsMemory(long memoryBytes, int keys) {
        MemoryArbiter arbiter = new MemoryArbiter(memoryBytes, 1);
        long rows = 0;
        try (SpillSpace spill = new SpillSpace(List.of(directory), "test");
                TaskMemory memory = arbiter.open("test");
                Operator join = new HashJoinOperator(
                        new RowsMade(keys, row -> row / 2),
                        new RowsMade(keys, row -> row),
                        spec(JoinForm.INNER, null),
                        memory,
                        spill)) {
            for (Batch batch = join.next(); batch != null; batch = join.next()) {
                rows += batch.selectedCount();
            }
            assertThat(rows).isEqualTo(keys);
            assertThat(memory.peak()).isLessThanOrEqualTo(memoryBytes);
            assertThat(spill.bytesWritten()).isPositive();
        }
    }

    /** The row does not fit among those that are collected before they go to disk. */
    @Test
    void spillsAProbeRowOfAnySize() {
        int large = 1 << 20;
        byte[] text = "x".repeat(large).getBytes(StandardCharsets.US_ASCII);
        LongVector key = new LongVector(1, new long[] {4999}, null);
        Batch row = new Batch(1, List.of(key, key, new PlainBytesVector(1, new int[] {0, large}, text, null)));
        JoinSpec spec = spec(JoinForm.INNER, null);
        Operator probe = new InMemoryInput(List.of(row));

        assertThat(join(spec, probe, new RowsMade(20_000, number -> number), 1 << 20, Spills.YES))
                .isEqualTo(new Result(1, 4999, 4999));
    }

    @Test
    void failsWhereOneRowDoesNotFit() {
        byte[] text = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        LongVector number = new LongVector(1, new long[] {1}, null);
        Batch row =
                new Batch(1, List.of(number, number, new PlainBytesVector(1, new int[] {0, text.length}, text, null)));
        try (SpillSpace spill = new SpillSpace(List.of(directory), "test");
                TaskMemory memory = new MemoryArbiter(1 << 20, 1).open("job_1/s1/t0/a0");
                Operator join = new HashJoinOperator(
                        new InMemoryInput(List.of()),
                        new InMemoryInput(List.of(row)),
                        spec(JoinForm.RIGHT, null),
                        memory,
                        spill)) {
            assertThatThrownBy(join::next)
                    .isInstanceOfSatisfying(
                            WeftException.class,
                            error -> assertThat(error.code()).isEqualTo(ErrorCode.OUT_OF_MEMORY))
                    .hasMessageStartingWith("[job_1/s1/t0/a0] Cannot reserve ")
                    .hasMessageContaining(" bytes for rows to join: ");
        }
        assertThat(directory.toFile().list()).isEmpty();
    }

    private enum Spills {
        YES,
        NOT
    }

    private Result join(JoinSpec spec, Operator probe, Operator build, long memoryBytes, Spills spills) {
        MemoryArbiter arbiter = new MemoryArbiter(memoryBytes, 1);
        long rows = 0;
        long probeSum = 0;
        long buildSum = 0;
        try (SpillSpace spill = new SpillSpace(List.of(directory), "test");
                TaskMemory memory = arbiter.open("test")) {
            try (Operator join = new HashJoinOperator(probe, build, spec, memory, spill)) {
                for (Batch batch = join.next(); batch != null; batch = join.next()) {
                    rows += batch.selectedCount();
                    probeSum += spec.form().givesProbeColumns() ? sum(batch, 1) : 0;
                    buildSum += spec.form().givesBuildColumns() ? sum(batch, batch.columnCount() - 2) : 0;
                }
            }
            assertThat(memory.unreleased()).isEmpty();
            assertThat(spill.bytesWritten() > 0).as("whether it spilled").isEqualTo(spills == Spills.YES);
        }
        assertThat(directory.toFile().list()).isEmpty();
        return new Result(rows, probeSum, buildSum);
    }

    private static long sum(Batch batch, int column) {
        LongVector numbers = (LongVector) batch.column(column);
        long sum = 0;
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            sum += numbers.isNull(row) ? 0 : numbers.value(row);
        }
        return sum;
    }

    private static JoinSpec spec(JoinForm form, @Nullable JoinCondition condition) {
        return new JoinSpec(form, TYPES, TYPES, List.of(0), List.of(0), condition);
    }

    private static JoinCondition less(int left, int right) {
        List<Expression> sides =
                List.of(new InputColumn(left, "left", Type.BIGINT), new InputColumn(right, "right", Type.BIGINT));
        return new JoinCondition(Predicate.of(new Call(Function.LESS, sides, Type.BOOLEAN)), List.of(left, right));
    }
}
