package io.weft.runner.kernel;

import static io.weft.runner.kernel.TypedExpressions.arithmetic;
import static io.weft.runner.kernel.TypedExpressions.column;
import static io.weft.runner.kernel.TypedExpressions.compare;
import static io.weft.runner.kernel.TypedExpressions.literal;
import static io.weft.runner.kernel.TypedExpressions.logic;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.expr.Expression;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Function;
import io.weft.runner.kernel.TestVectors.Form;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BytesDictionary;
import io.weft.runner.vector.CodedBytesVector;
import io.weft.runner.vector.Vector;
import io.weft.type.Type;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PredicateTest {
    private static final InputColumn DAY = column(0, Type.DATE);
    private static final InputColumn NUMBER = column(0, Type.INT);

    @Test
    void makesOneRangeOfNeighboursThatBoundTheSameColumn() {
        Expression year = logic(
                Function.AND,
                compare(Function.GREATER_OR_EQUAL, DAY, literal(LocalDate.of(1994, 1, 1), Type.DATE)),
                compare(Function.GREATER, literal(LocalDate.of(1995, 1, 1), Type.DATE), DAY));
        Batch batch = batch(
                Type.DATE,
                LocalDate.of(1993, 12, 31),
                LocalDate.of(1994, 1, 1),
                null,
                LocalDate.of(1994, 12, 31),
                LocalDate.of(1995, 1, 1));

        assertThat(selected(year, batch)).containsExactly(1, 3);
        Bounds lower = Bounds.of(NormalForm.ofTrue(((Expression.Call) year).argument(0)));
        Bounds upper = Bounds.of(NormalForm.ofTrue(((Expression.Call) year).argument(1)));
        assertThat(Objects.requireNonNull(lower).and(upper)).isNotNull();
    }

    @Test
    void boundsBeyondAnIntHoldForAllOrNone() {
        Expression wide = TypedExpressions.cast(NUMBER, Type.BIGINT);
        Batch batch = batch(Type.INT, Integer.MIN_VALUE, 0, Integer.MAX_VALUE);

        assertThat(selected(compare(Function.LESS, wide, literal(1L << 40, Type.BIGINT)), batch))
                .containsExactly(0, 1, 2);
        assertThat(selected(compare(Function.GREATER, wide, literal(1L << 40, Type.BIGINT)), batch))
                .isEmpty();
        assertThat(selected(compare(Function.NOT_EQUAL, wide, literal(1L << 32, Type.BIGINT)), batch))
                .containsExactly(0, 1, 2);
    }

    @Test
    void guardsALaterConditionByAnEarlier() {
        Expression quotient = arithmetic(Function.MODULO, literal(10, Type.INT), NUMBER);
        Expression isThird = compare(Function.EQUAL, quotient, literal(1, Type.INT));
        Expression notZero = compare(Function.NOT_EQUAL, NUMBER, literal(0, Type.INT));
        Expression zero = compare(Function.EQUAL, NUMBER, literal(0, Type.INT));
        Batch batch = batch(Type.INT, 0, 3, 5, null);

        assertThat(selected(logic(Function.AND, notZero, isThird), batch)).containsExactly(1);
        assertThat(selected(logic(Function.OR, zero, isThird), batch)).containsExactly(0, 1);
        assertThat(selected(logic(Function.NOT, logic(Function.AND, notZero, isThird)), batch))
                .containsExactly(0, 2);
    }

    @Test
    void looksAtADictionaryAnewWhenItIsAnother() {
        Predicate predicate =
                Predicate.of(compare(Function.GREATER_OR_EQUAL, column(0, Type.STRING), literal("b", Type.STRING)));

        assertThat(selected(predicate, coded(List.of("a", "b", "c"), 2, 0, 1))).containsExactly(0, 2);
        assertThat(selected(predicate, coded(List.of("z", "", "a"), 2, 0, 1))).containsExactly(1);
    }

    @Test
    void readsTheIdsOfSelectedRowsOnly() {
        Predicate predicate = Predicate.of(compare(Function.EQUAL, column(0, Type.STRING), literal("b", Type.STRING)));
        Batch batch = coded(List.of("a", "b"), 1, 99, 1, -7);

        assertThat(selected(predicate, batch.select(new int[] {0, 2}, 2))).containsExactly(0, 2);
    }

    @Test
    void filtersWithoutCopyingWhereEveryRowStays() {
        Batch batch = batch(Type.INT, 1, 2);
        Predicate positive = Predicate.of(compare(Function.GREATER, NUMBER, literal(0, Type.INT)));
        Predicate greaterThanOne = Predicate.of(compare(Function.GREATER, NUMBER, literal(1, Type.INT)));

        assertThat(positive.filter(batch)).isSameAs(batch);
        Batch filtered = greaterThanOne.filter(batch);
        assertThat(filtered.selectedCount()).isEqualTo(1);
        assertThat(filtered.position(0)).isEqualTo(1);
    }

    private static int[] selected(Expression condition, Batch batch) {
        return selected(Predicate.of(condition), batch);
    }

    private static int[] selected(Predicate predicate, Batch batch) {
        int[] positions = new int[batch.selectedCount()];
        return Arrays.copyOf(positions, predicate.select(batch, positions));
    }

    private static Batch batch(Type type, @Nullable Object... values) {
        return new Batch(values.length, List.of(TestVectors.of(type, Arrays.asList(values), Form.PLAIN)));
    }

    private static Batch coded(List<String> entries, int... ids) {
        int[] offsets = new int[entries.size() + 1];
        for (int id = 0; id < entries.size(); id++) {
            offsets[id + 1] = offsets[id] + entries.get(id).length();
        }
        byte[] bytes = String.join("", entries).getBytes(StandardCharsets.UTF_8);
        Vector vector =
                new CodedBytesVector(ids.length, ids, new BytesDictionary(entries.size(), offsets, bytes), null);
        return new Batch(ids.length, List.of(vector));
    }
}
