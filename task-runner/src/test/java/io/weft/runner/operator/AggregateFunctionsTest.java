package io.weft.runner.operator;

import static io.weft.expr.AggregateFunction.ANY_VALUE;
import static io.weft.expr.AggregateFunction.BOOL_AND;
import static io.weft.expr.AggregateFunction.BOOL_OR;
import static io.weft.expr.AggregateFunction.CORR;
import static io.weft.expr.AggregateFunction.COUNT;
import static io.weft.expr.AggregateFunction.COVAR_POP;
import static io.weft.expr.AggregateFunction.COVAR_SAMP;
import static io.weft.expr.AggregateFunction.FIRST;
import static io.weft.expr.AggregateFunction.FIRST_NON_NULL;
import static io.weft.expr.AggregateFunction.LAST;
import static io.weft.expr.AggregateFunction.LAST_NON_NULL;
import static io.weft.expr.AggregateFunction.MAX_BY;
import static io.weft.expr.AggregateFunction.MIN_BY;
import static io.weft.expr.AggregateFunction.STDDEV_POP;
import static io.weft.expr.AggregateFunction.STDDEV_SAMP;
import static io.weft.expr.AggregateFunction.SUM;
import static io.weft.expr.AggregateFunction.VAR_POP;
import static io.weft.expr.AggregateFunction.VAR_SAMP;
import static io.weft.runner.vector.TestRows.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.expr.Aggregate;
import io.weft.expr.AggregateFunction;
import io.weft.expr.Expression;
import io.weft.expr.Expression.Call;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expression.Literal;
import io.weft.expr.Function;
import io.weft.runner.aggregate.Grouping;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AggregateFunctionsTest {
    @Test
    void keepsWhatArrivesFirstAndLastWithNullsAndWithout() {
        List<Type> types = List.of(Type.INT, Type.STRING);
        List<List<@Nullable Object>> rows =
                List.of(row(1, null), row(2, "x"), row(1, "b"), row(2, null), row(1, "c"), row(3, null));

        check(
                new Groupings(types)
                        .by(0)
                        .and(FIRST, 1)
                        .and(LAST, 1)
                        .and(FIRST_NON_NULL, 1)
                        .and(LAST_NON_NULL, 1),
                types,
                rows,
                List.of(row(1, null, "c", "b", "c"), row(2, "x", null, "x", "x"), row(3, null, null, null, null)));
    }

    @Test
    void findsAnyValueThatIsNotNull() {
        List<Type> types = List.of(Type.INT, Type.STRING);
        List<List<@Nullable Object>> rows = List.of(row(1, null), row(2, null), row(1, "only"), row(1, null));

        check(new Groupings(types).by(0).and(ANY_VALUE, 1), types, rows, List.of(row(1, "only"), row(2, null)));
    }

    @Test
    void takesTheValueWhereAnotherIsExtreme() {
        List<Type> types = List.of(Type.STRING, Type.DOUBLE, Type.decimal(38, 2), Type.DATE);
        LocalDate day = LocalDate.of(2020, 2, 29);
        BigDecimal wide = new BigDecimal("123456789012345678901234567890.25");
        List<List<@Nullable Object>> rows = List.of(
                row("b", 2.0, wide, day),
                row("nan", Double.NaN, new BigDecimal("0.01"), day.minusDays(1)),
                row("a longer text than seven bytes", -0.0, null, day.plusDays(1)),
                row("ignored", null, wide.negate(), null));

        check(
                new Groupings(types)
                        .and(MIN_BY, 0, 1)
                        .and(MAX_BY, 0, 1)
                        .and(MIN_BY, 0, 2)
                        .and(MAX_BY, 0, 2)
                        .and(MIN_BY, 2, 3)
                        .and(MAX_BY, 2, 3)
                        .and(MAX_BY, 1, 0),
                types,
                rows,
                List.of(row(
                        "a longer text than seven bytes",
                        "nan",
                        "ignored",
                        "b",
                        new BigDecimal("0.01"),
                        null,
                        Double.NaN)));
    }

    @Test
    void joinsTruths() {
        List<Type> types = List.of(Type.INT, Type.BOOLEAN);
        List<List<@Nullable Object>> rows =
                List.of(row(1, true), row(1, null), row(1, false), row(2, true), row(2, null), row(3, null));

        check(
                new Groupings(types).by(0).and(BOOL_AND, 1).and(BOOL_OR, 1),
                types,
                rows,
                List.of(row(1, false, true), row(2, true, true), row(3, null, null)));
    }

    @Test
    void needsTwoValuesForASampleAndVariationForACorrelation() {
        List<Type> types = List.of(Type.INT, Type.DOUBLE, Type.DOUBLE);
        List<List<@Nullable Object>> rows = List.of(
                row(1, 2.0, 1.0),
                row(1, 4.0, 2.0),
                row(1, null, 9.0),
                row(2, 7.0, 7.0),
                row(3, null, null),
                row(4, 5.0, 1.0),
                row(4, 5.0, 2.0));

        check(
                new Groupings(types)
                        .by(0)
                        .and(VAR_POP, 1)
                        .and(VAR_SAMP, 1)
                        .and(STDDEV_POP, 1)
                        .and(STDDEV_SAMP, 1)
                        .and(COVAR_POP, 1, 2)
                        .and(COVAR_SAMP, 1, 2)
                        .and(CORR, 1, 2),
                types,
                rows,
                List.of(
                        row(1, 1.0, 2.0, 1.0, Math.sqrt(2), 0.5, 1.0, 1.0),
                        row(2, 0.0, null, 0.0, null, 0.0, null, null),
                        row(3, null, null, null, null, null, null, null),
                        row(4, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, null)));
    }

    /** Far from zero the sum of squares alone would have lost every digit. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void keepsTheDigitsOfMomentsFarFromZero(long seed) {
        Random random = new Random(seed);
        List<Type> types = List.of(Type.INT, Type.DOUBLE, Type.DOUBLE);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int index = 0; index < 2000; index++) {
            double x = random.nextGaussian();
            rows.add(row(
                    random.nextInt(300), 1e6 + x, random.nextInt(9) == 0 ? null : -1e6 + x / 2 + random.nextInt(2)));
        }
        Groupings grouping = new Groupings(types)
                .by(0)
                .and(VAR_SAMP, 1)
                .and(STDDEV_POP, 2)
                .and(COVAR_SAMP, 1, 2)
                .and(CORR, 1, 2);
        for (OperatorHarness.Pipeline pipeline : List.of(grouping.single(), grouping.partialAndFinal())) {
            new OperatorHarness(types, rows)
                    .check(
                            pipeline,
                            grouping.resultTypes(),
                            result -> assertThat(result)
                                    .hasSize((int) rows.stream()
                                            .map(row -> row.get(0))
                                            .distinct()
                                            .count())
                                    .allSatisfy(row -> new MomentsTwin(rows, row.get(0)).check(row.subList(1, 5))));
        }
    }

    @Test
    void aggregatesOnlyTheRowsThatPassAFilter() {
        List<Type> types = List.of(Type.INT, Type.INT, Type.BOOLEAN);
        List<List<@Nullable Object>> rows = List.of(
                row(1, 10, true),
                row(1, 5, false),
                row(1, 3, null),
                row(2, 7, false),
                row(3, null, true),
                row(1, 1, true));

        check(
                new Groupings(types)
                        .by(0)
                        .and(SUM, 1)
                        .where(2)
                        .and(COUNT)
                        .where(2)
                        .and(SUM, 1)
                        .and(FIRST, 1)
                        .where(2),
                types,
                rows,
                List.of(row(1, 11L, 2L, 19L, 10), row(2, null, 0L, 7L, null), row(3, null, 1L, null, null)));
    }

    @Test
    void doesNotComputeTheArgumentsOfRowsThatFailTheFilter() {
        List<Type> types = List.of(Type.INT);
        InputColumn number = new InputColumn(0, "n", Type.INT);
        Expression inverse = new Call(Function.MODULO, List.of(new Literal(7, Type.INT), number), Type.INT);
        Expression notZero = new Call(Function.NOT_EQUAL, List.of(number, new Literal(0, Type.INT)), Type.BOOLEAN);
        Aggregate sum = Aggregate.ofRows(SUM, List.of(inverse), "s", Type.BIGINT);
        List<List<@Nullable Object>> rows = List.of(row(4), row(0), row((Object) null), row(5));

        new OperatorHarness(types, rows)
                .check(
                        (input, memory, spill) -> new HashAggregateOperator(
                                input, Grouping.of(List.of(), List.of(sum.where(notZero))), memory, spill),
                        List.of(Type.BIGINT),
                        result -> assertThat(result).containsExactly(row(5L)));
    }

    private static void check(
            Groupings grouping,
            List<Type> types,
            List<List<@Nullable Object>> rows,
            List<List<@Nullable Object>> expected) {
        for (OperatorHarness.Pipeline pipeline : List.of(grouping.single(), grouping.partialAndFinal())) {
            new OperatorHarness(types, rows)
                    .check(
                            pipeline,
                            grouping.resultTypes(),
                            result -> assertThat(result).containsExactlyInAnyOrderElementsOf(expected));
        }
    }

    @Test
    void everyFunctionHasAUsageThatNamesItOrItsModifier() {
        for (AggregateFunction function : AggregateFunction.values()) {
            String name = function == AggregateFunction.USER
                    ? "aggregate"
                    : function.toString().replace("_non_null", "");
            assertThat(function.usage()).startsWith(name + "(");
            assertThat(function.meaning()).isNotEmpty();
        }
    }
}
