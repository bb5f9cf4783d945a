package io.weft.runner.join;

import static io.weft.runner.vector.TestRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.runner.memory.MemoryArbiter;
import io.weft.runner.memory.TaskMemory;
import io.weft.runner.operator.InMemoryInput;
import io.weft.runner.operator.Operator;
import io.weft.runner.spill.SpillSpace;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BytesDictionary;
import io.weft.runner.vector.CodedBytesVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.TestRows;
import io.weft.type.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HashJoinOperatorTest {
    private static final List<Type> TYPES = List.of(Type.BIGINT, Type.STRING);

    @TempDir
    Path directory;

    private SpillSpace spill;
    private TaskMemory memory;

    @BeforeEach
    void open() {
        spill = new SpillSpace(List.of(directory), "test");
        memory = new MemoryArbiter(64 << 20, 1).open("test");
    }

    @AfterEach
    void close() {
        assertThat(memory.unreleased()).isEmpty();
        memory.close();
        spill.close();
    }

    private HashJoinOperator join(JoinSpec spec, Operator probe, Operator build) {
        return new HashJoinOperator(probe, build, spec, memory, spill);
    }

    private static JoinSpec byFirst(JoinForm form, List<Type> types) {
        return new JoinSpec(form, types, types, List.of(0), List.of(0), null);
    }

    private List<List<@Nullable Object>> rows(JoinSpec spec, Batch probe, Batch build) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (Operator join = join(spec, new InMemoryInput(List.of(probe)), new InMemoryInput(List.of(build)))) {
            for (Batch batch = join.next(); batch != null; batch = join.next()) {
                rows.addAll(TestRows.rows(batch, spec.outputTypes()));
            }
        }
        return rows;
    }

    @Test
    void givesTheProbeColumnsThenTheBuildColumns() {
        Batch probe = TestRows.batch(TYPES, List.of(row(1L, "a"), row(2L, "b"), row(null, "c")));
        Batch build = TestRows.batch(TYPES, List.of(row(2L, "x"), row(3L, "y"), row(null, "z")));

        assertThat(rows(byFirst(JoinForm.FULL, TYPES), probe, build))
                .containsExactlyInAnyOrder(
                        row(2L, "b", 2L, "x"),
                        row(1L, "a", null, null),
                        row(null, "c", null, null),
                        row(null, null, 3L, "y"),
                        row(null, null, null, "z"));
    }

    @Test
    void findsZeroOfEitherSignAndEveryNaN() {
        List<Type> types = List.of(Type.DOUBLE, Type.STRING);
        double otherNaN = Double.longBitsToDouble(0x7ff8_0000_0000_0001L);
        Batch probe = TestRows.batch(types, List.of(row(-0.0, "a"), row(otherNaN, "b")));
        Batch build = TestRows.batch(types, List.of(row(0.0, "x"), row(Double.NaN, "y")));

        assertThat(rows(byFirst(JoinForm.INNER, types), probe, build))
                .containsExactlyInAnyOrder(row(-0.0, "a", 0.0, "x"), row(Double.NaN, "b", Double.NaN, "y"));
    }

    @Test
    void givesNoRowOfNotInWhereTheBuildSideHasANull() {
        JoinSpec spec = byFirst(JoinForm.NULL_AWARE_ANTI, TYPES);
        Batch probe = TestRows.batch(TYPES, List.of(row(1L, "a"), row(null, "b")));
        InMemoryInput unread = new InMemoryInput(List.of(probe));
        InMemoryInput withNull =
                new InMemoryInput(List.of(TestRows.batch(TYPES, List.of(row(2L, "x"), row(null, "y")))));

        try (Operator join = join(spec, unread, withNull)) {
            assertThat(join.next()).isNull();
        }
        assertThat(unread.pending()).isEqualTo(1);
        assertThat(rows(spec, probe, TestRows.batch(TYPES, List.of(row(2L, "x")))))
                .containsExactly(row(1L, "a"));
    }

    @Test
    void givesAllRowsOfNotInWhereTheBuildSideIsEmpty() {
        Batch probe = TestRows.batch(TYPES, List.of(row(1L, "a"), row(null, "b")));
        try (Operator join = join(
                byFirst(JoinForm.NULL_AWARE_ANTI, TYPES),
                new InMemoryInput(List.of(probe)),
                new InMemoryInput(List.of()))) {
            assertThat(join.next()).isSameAs(probe);
            assertThat(join.next()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = JoinForm.class,
            names = {"INNER", "RIGHT", "SEMI", "RIGHT_SEMI", "RIGHT_ANTI"})
    void readsNoProbeRowsWhereNoneCanMatch(JoinForm form) {
        InMemoryInput probe = new InMemoryInput(List.of(TestRows.batch(TYPES, List.of(row(1L, "a")))));
        try (Operator join = join(byFirst(form, TYPES), probe, new InMemoryInput(List.of()))) {
            assertThat(join.next()).isNull();
        }
        assertThat(probe.pending()).isEqualTo(1);
        assertThat(probe.closed()).isEqualTo(1);
    }

    @Test
    void continuesAKeyWithManyMatchesInTheNextBatch() {
        int count = 10_000;
        List<Batch> build = new ArrayList<>();
        for (int from = 0; from < count; from += 2000) {
            build.add(numbers(from, 2000, 7));
        }
        List<Type> types = List.of(Type.BIGINT, Type.BIGINT);
        Batch probe = TestRows.batch(types, List.of(row(7L, 1L), row(8L, 2L), row(7L, 3L)));
        long sum = 0;
        int rows = 0;
        try (Operator join =
                join(byFirst(JoinForm.INNER, types), new InMemoryInput(List.of(probe)), new InMemoryInput(build))) {
            for (Batch batch = join.next(); batch != null; batch = join.next()) {
                rows += batch.selectedCount();
                sum += sum(batch, 3);
            }
        }
        assertThat(rows).isEqualTo(2 * count);
        assertThat(sum).isEqualTo((long) count * (count - 1));
    }

    private static long sum(Batch batch, int column) {
        long sum = 0;
        for (int index = 0; index < batch.selectedCount(); index++) {
            sum += ((LongVector) batch.column(column)).value(batch.position(index));
        }
        return sum;
    }

    private static Batch numbers(int from, int count, long key) {
        long[] keys = new long[count];
        long[] numbers = new long[count];
        for (int row = 0; row < count; row++) {
            keys[row] = key;
            numbers[row] = (long) from + row;
        }
        return new Batch(count, List.of(new LongVector(count, keys, null), new LongVector(count, numbers, null)));
    }

    @Test
    void passesTheProbeColumnsOnWhereEachRowHasOneMatch() {
        Batch probe = TestRows.batch(TYPES, List.of(row(2L, "a"), row(9L, "b"), row(1L, "c"), row(2L, "d")));
        Batch build = TestRows.batch(TYPES, List.of(row(1L, "x"), row(2L, "y")));
        try (Operator join = join(
                byFirst(JoinForm.INNER, TYPES), new InMemoryInput(List.of(probe)), new InMemoryInput(List.of(build)))) {
            Batch batch = Objects.requireNonNull(join.next());
            assertThat(batch.column(1)).isSameAs(probe.column(1));
            assertThat(TestRows.rows(batch, List.of(Type.BIGINT, Type.STRING, Type.BIGINT, Type.STRING)))
                    .containsExactly(row(2L, "a", 2L, "y"), row(1L, "c", 1L, "x"), row(2L, "d", 2L, "y"));
            assertThat(join.next()).isNull();
        }
    }

    @Test
    void keepsStringsOfTheBuildSideAsIds() {
        BytesDictionary dictionary = new BytesDictionary(2, new int[] {0, 1, 2}, new byte[] {'x', 'y'});
        Batch build = new Batch(
                2,
                List.of(
                        new LongVector(2, new long[] {1, 2}, null),
                        new CodedBytesVector(2, new int[] {1, 0}, dictionary, null)));
        Batch probe = TestRows.batch(TYPES, List.of(row(1L, "a"), row(3L, "b")));
        try (Operator join = join(
                byFirst(JoinForm.LEFT, TYPES), new InMemoryInput(List.of(probe)), new InMemoryInput(List.of(build)))) {
            Batch batch = Objects.requireNonNull(join.next());
            assertThat(batch.column(3))
                    .isInstanceOfSatisfying(
                            CodedBytesVector.class,
                            strings -> assertThat(strings.dictionary()).isSameAs(dictionary));
            assertThat(TestRows.rows(batch, List.of(Type.BIGINT, Type.STRING, Type.BIGINT, Type.STRING)))
                    .containsExactly(row(1L, "a", 1L, "y"), row(3L, "b", null, null));
        }
    }

    @Test
    void refusesKeysThatCannotBeCompared() {
        List<Type> numbers = List.of(Type.decimal(10, 2));
        assertThatThrownBy(() -> new JoinSpec(
                        JoinForm.INNER, numbers, List.of(Type.decimal(10, 3)), List.of(0), List.of(0), null))
                .hasMessage("Keys of the types decimal(10,2) and decimal(10,3)");
        assertThatThrownBy(
                        () -> new JoinSpec(JoinForm.INNER, numbers, List.of(Type.BIGINT), List.of(0), List.of(0), null))
                .hasMessage("Keys of the types decimal(10,2) and bigint");
        assertThatThrownBy(() -> new JoinSpec(JoinForm.INNER, numbers, numbers, List.of(0), List.of(), null))
                .hasMessage("Keys [0] and []");
    }

    @Test
    void refusesNotInWithMoreThanAKey() {
        JoinCondition condition = new JoinCondition((batch, out) -> 0, List.of());
        assertThatThrownBy(
                        () -> new JoinSpec(JoinForm.NULL_AWARE_ANTI, TYPES, TYPES, List.of(0), List.of(0), condition))
                .hasMessage("NULL_AWARE_ANTI with 1 key(s) and a condition: it has one, and no condition beside it"
                        + " (write the others into the condition of an ANTI without keys)");
        assertThatThrownBy(
                        () -> new JoinSpec(JoinForm.NULL_AWARE_ANTI, TYPES, TYPES, List.of(0, 1), List.of(0, 1), null))
                .hasMessageStartingWith("NULL_AWARE_ANTI with 2 key(s): ");
    }
}
