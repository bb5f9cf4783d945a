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
import io.weft.runner.kernel.RandomTable.Nulls;
import io.weft.runner.kernel.RandomValues.Temper;
import io.weft.runner.kernel.TestVectors.Form;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.DecimalVector;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.TestRows;
import io.weft.runner.vector.Vector;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectionTest {
    private static final InputColumn A = column(0, Type.INT);
    private static final InputColumn B = column(1, Type.INT);

    @Test
    void computesACommonPartOnceABatch() {
        Expression product = arithmetic(Function.MULTIPLY, A, B);
        Expression sum = arithmetic(Function.ADD, product, A);
        Projection projection = new Projection(List.of(product, sum, sum, A));
        Batch batch = ints(List.of(2, 3), List.of(10, 20));

        Vector[] vectors = projection.evaluate(batch);

        assertThat(vectors[2]).isSameAs(vectors[1]);
        assertThat(vectors[3]).isSameAs(batch.column(0));
        assertThat(((IntVector) vectors[0]).values()).startsWith(20, 60);
        assertThat(((IntVector) vectors[1]).values()).startsWith(22, 63);
        assertThat(CommonExpressions.of(List.of(product, sum, sum, A))).containsExactlyInAnyOrder(product, sum);
    }

    @Test
    void doesNotShareWhatMayNotBeComputedForEveryRow() {
        Expression remainder = arithmetic(Function.MODULO, A, B);
        Expression notZero = compare(Function.NOT_EQUAL, B, literal(0, Type.INT));
        Projection projection = new Projection(List.of(
                logic(Function.AND, notZero, compare(Function.EQUAL, remainder, literal(1, Type.INT))),
                logic(Function.AND, notZero, compare(Function.EQUAL, remainder, literal(2, Type.INT)))));

        Vector[] vectors = projection.evaluate(ints(List.of(7, 7), List.of(0, 2)));

        assertThat(TestVectors.value(Type.BOOLEAN, vectors[0], 0)).isEqualTo(false);
        assertThat(TestVectors.value(Type.BOOLEAN, vectors[0], 1)).isEqualTo(true);
        assertThat(TestVectors.value(Type.BOOLEAN, vectors[1], 1)).isEqualTo(false);
    }

    @Test
    void keepsTheSelection() {
        Batch selected = ints(List.of(1, 2, 3), List.of(1, 1, 1)).select(new int[] {0, 2}, 2);

        Batch projected = new Projection(List.of(arithmetic(Function.ADD, A, B))).project(selected);

        assertThat(projected.columnCount()).isEqualTo(1);
        assertThat(projected.selectedCount()).isEqualTo(2);
        assertThat(TestVectors.value(Type.INT, projected.column(0), 2)).isEqualTo(4);
    }

    @Test
    void leavesDecimalsIn64BitsWhileTheyFitAndWidensWhenTheyDoNot() {
        Type price = Type.decimal(15, 2);
        Expression charge = arithmetic(
                Function.MULTIPLY, arithmetic(Function.MULTIPLY, column(0, price), column(1, price)), column(1, price));
        Projection projection = new Projection(List.of(charge));
        BigDecimal small = new BigDecimal("1.05");
        BigDecimal large = new BigDecimal("99999999.99");

        DecimalVector narrow = (DecimalVector) projection.evaluate(decimals(price, small, small))[0];
        assertThat(narrow.high()).isNull();
        assertThat(TestVectors.value(charge.type(), narrow, 0)).isEqualTo(new BigDecimal("1.157625"));

        DecimalVector wide = (DecimalVector) projection.evaluate(decimals(price, large, large))[0];
        assertThat(wide.high()).isNotNull();
        assertThat(TestVectors.value(charge.type(), wide, 0)).isEqualTo(large.pow(3));

        assertThat(((DecimalVector) projection.evaluate(decimals(price, small, small))[0]).high())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void givesWhatTheExpressionsGiveOneByOne(long seed) {
        Random random = new Random(seed);
        RandomValues values = new RandomValues(random, Temper.MILD);
        List<Type> types = RandomExpressions.TYPES;
        RandomExpressions expressions = new RandomExpressions(random, types, values);
        for (int round = 0; round < 60; round++) {
            RandomTable table = RandomTable.of(types, 40, Nulls.SOME, values, random);
            List<Expression> several = computable(expressions, table);
            Vector[] together = new Projection(several).evaluate(table.batch());
            for (int index = 0; index < several.size(); index++) {
                Expression expression = several.get(index);
                Vector alone = Evaluator.of(expression).evaluate(table.batch());
                for (int row = 0; row < table.rows().size(); row++) {
                    assertThat(TestVectors.value(expression.type(), together[index], row))
                            .as("seed %d, round %d: %s, row %d", seed, round, expression, row)
                            .isEqualTo(TestVectors.value(expression.type(), alone, row));
                }
            }
        }
    }

    /** Expressions with much in common that have a value in every row. */
    @Test
    void makesNullsOfWhatDoesNotFitAndForgetsThemWithTheBatch() {
        Expression tried = TypedExpressions.tryCast(column(0, Type.STRING), Type.INT);
        Projection projection = new Projection(List.of(tried, TypedExpressions.compare(Function.LESS, tried, tried)));
        Batch first = new Batch(3, List.of(TestVectors.of(Type.STRING, TestRows.row("1", "x", "3"), Form.PLAIN)));
        Batch second = new Batch(3, List.of(TestVectors.of(Type.STRING, TestRows.row("1", "2", "3"), Form.PLAIN)));

        assertThat(TestRows.rows(projection.project(first), List.of(Type.INT)))
                .isEqualTo(List.of(TestRows.row(1), TestRows.row((Object) null), TestRows.row(3)));
        assertThat(TestRows.rows(projection.project(second), List.of(Type.INT)))
                .isEqualTo(List.of(TestRows.row(1), TestRows.row(2), TestRows.row(3)));
    }

    private static List<Expression> computable(RandomExpressions expressions, RandomTable table) {
        List<Expression> found = new ArrayList<>();
        while (found.size() < 4) {
            Expression candidate = expressions.ofType(Type.DOUBLE, 3);
            Expression sum = arithmetic(Function.ADD, candidate, candidate);
            Expression comparison = compare(Function.LESS, candidate, sum);
            if (computes(comparison, table)) {
                found.addAll(List.of(sum, candidate, comparison));
            }
        }
        Collections.reverse(found);
        return found;
    }

    private static boolean computes(Expression expression, RandomTable table) {
        for (int row = 0; row < table.rows().size(); row++) {
            try {
                table.interpreter(row).value(expression);
            } catch (Undefined noValue) {
                return false;
            }
        }
        return true;
    }

    private static Batch ints(List<Integer> first, List<Integer> second) {
        return new Batch(
                first.size(),
                List.of(TestVectors.of(Type.INT, first, Form.PLAIN), TestVectors.of(Type.INT, second, Form.PLAIN)));
    }

    private static Batch decimals(Type type, BigDecimal first, BigDecimal second) {
        return new Batch(
                1,
                List.of(
                        TestVectors.of(type, List.of(first), Form.PLAIN),
                        TestVectors.of(type, List.of(second), Form.PLAIN)));
    }
}
