package io.weft.runner.operator;

import static io.weft.expr.AggregateFunction.AVG;
import static io.weft.expr.AggregateFunction.COUNT;
import static io.weft.expr.AggregateFunction.MAX;
import static io.weft.expr.AggregateFunction.MIN;
import static io.weft.expr.AggregateFunction.SUM;
import static io.weft.runner.vector.TestRows.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HashAggregateOperatorTest {
    @Test
    void givesOneRowWithoutKeysAlsoForNoInput() {
        List<Type> types = List.of(Type.BIGINT, Type.decimal(5, 2), Type.STRING, Type.DOUBLE);
        Groupings grouping = new Groupings(types)
                .and(COUNT)
                .and(COUNT, 0)
                .and(SUM, 0)
                .and(SUM, 1)
                .and(AVG, 0)
                .and(AVG, 1)
                .and(MIN, 2)
                .and(MAX, 3);

        check(grouping, types, List.of(), List.of(row(0L, 0L, null, null, null, null, null, null)));
    }

    @Test
    void givesNoRowWithKeysForNoInput() {
        List<Type> types = List.of(Type.BIGINT);
        check(new Groupings(types).by(0).and(COUNT), types, List.of(), List.of());
    }

    @Test
    void leavesNullsOutAndSaysNullWhereThereIsNothingElse() {
        List<Type> types = List.of(Type.STRING, Type.INT);
        Groupings grouping = new Groupings(types)
                .by(0)
                .and(COUNT)
                .and(COUNT, 1)
                .and(SUM, 1)
                .and(AVG, 1)
                .and(MIN, 1)
                .and(MAX, 1);
        List<List<@Nullable Object>> rows =
                List.of(row("a", 3), row("b", null), row("a", null), row("a", -4), row("b", null));

        check(
                grouping,
                types,
                rows,
                List.of(row("a", 3L, 2L, -1L, -0.5, -4, 3), row("b", 2L, 0L, null, null, null, null)));
    }

    @Test
    void putsAllNullKeysIntoOneGroup() {
        List<Type> types = List.of(Type.STRING, Type.BIGINT);
        List<List<@Nullable Object>> rows = List.of(
                row(null, 0L), row("", null), row(null, 0L), row("", 0L), row(null, null), row("", null), row("0", 0L));

        check(
                new Groupings(types).by(0, 1).and(COUNT),
                types,
                rows,
                List.of(row(null, 0L, 2L), row("", null, 2L), row("", 0L, 1L), row(null, null, 1L), row("0", 0L, 1L)));
    }

    @Test
    void takesNegativeZeroForZeroAndEveryNanForOne() {
        List<Type> types = List.of(Type.DOUBLE);
        double otherNan = Double.longBitsToDouble(0xFFF8_0000_0000_0001L);
        List<List<@Nullable Object>> rows =
                List.of(row(-0.0), row(0.0), row(Double.NaN), row(otherNan), row(1.5), row(-0.0));

        check(
                new Groupings(types).by(0).and(COUNT).and(MAX, 0).and(MIN, 0),
                types,
                rows,
                List.of(row(0.0, 3L, 0.0, 0.0), row(Double.NaN, 2L, Double.NaN, Double.NaN), row(1.5, 1L, 1.5, 1.5)));
    }

    @Test
    void ordersNanAboveInfinityAndStringsByUnsignedBytes() {
        List<Type> types = List.of(Type.DOUBLE, Type.STRING, Type.BOOLEAN, Type.DATE);
        LocalDate day = LocalDate.of(1998, 9, 2);
        List<List<@Nullable Object>> rows = List.of(
                row(Double.POSITIVE_INFINITY, "zebra", true, day),
                row(Double.NaN, "a longer text than before", false, day.plusDays(1)),
                row(-1.0, "zebra crossing the road", true, LocalDate.of(1969, 1, 1)),
                row(Double.NEGATIVE_INFINITY, "ä", null, null));

        check(
                new Groupings(types)
                        .and(MIN, 0)
                        .and(MAX, 0)
                        .and(MIN, 1)
                        .and(MAX, 1)
                        .and(MIN, 2)
                        .and(MAX, 2)
                        .and(MIN, 3)
                        .and(MAX, 3),
                types,
                rows,
                List.of(row(
                        Double.NEGATIVE_INFINITY,
                        Double.NaN,
                        "a longer text than before",
                        "ä",
                        false,
                        true,
                        LocalDate.of(1969, 1, 1),
                        day.plusDays(1))));
    }

    @Test
    void addsDecimalsBeyond64Bits() {
        List<Type> types = List.of(Type.decimal(18, 2), Type.decimal(38, 0));
        // 32 of them, so that a bound of their sum has no bit in the lower 64.
        BigDecimal large = new BigDecimal("9999999999999999.99");
        BigDecimal huge = new BigDecimal("1e36").setScale(0);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int index = 0; index < 31; index++) {
            rows.add(row(large, huge));
        }
        rows.add(row(large.negate(), huge.negate()));

        check(
                new Groupings(types)
                        .and(SUM, 0)
                        .and(AVG, 0)
                        .and(SUM, 1)
                        .and(MAX, 1)
                        .and(MIN, 1),
                types,
                rows,
                List.of(row(
                        new BigDecimal("299999999999999999.70"),
                        new BigDecimal("9374999999999999.990625"),
                        new BigDecimal("30e36").setScale(0),
                        huge,
                        huge.negate())));
    }

    @Test
    void roundsAveragesOfDecimalsHalfUp() {
        List<Type> types = List.of(Type.INT, Type.decimal(3, 0));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        // 1/32 is 0.03125: a half in the fifth place.
        for (int index = 0; index < 32; index++) {
            rows.add(row(1, index == 0 ? BigDecimal.ONE : BigDecimal.ZERO));
            rows.add(row(2, index == 0 ? BigDecimal.ONE.negate() : BigDecimal.ZERO));
        }

        check(
                new Groupings(types).by(0).and(AVG, 1),
                types,
                rows,
                List.of(row(1, new BigDecimal("0.0313")), row(2, new BigDecimal("-0.0313"))));
    }

    @Test
    void failsWhereASumOfIntegersDoesNotFit() {
        List<Type> types = List.of(Type.BIGINT);
        List<List<@Nullable Object>> rows = List.of(row(Long.MAX_VALUE), row(1L));

        checkFailure(
                new Groupings(types).and(SUM, 0),
                types,
                rows,
                "Cannot compute sum(c0) as a0: 9223372036854775807 + 1 does not fit into bigint"
                        + " (cast the argument to decimal(20,0))");
    }

    @Test
    void failsWhereASumOfDecimalsDoesNotFit() {
        List<Type> types = List.of(Type.decimal(38, 0));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int index = 0; index < 10; index++) {
            rows.add(row(new BigDecimal("1e37").setScale(0)));
        }

        checkFailure(
                new Groupings(types).and(SUM, 0),
                types,
                rows,
                "Cannot compute sum(c0) as a0: the sum does not fit into decimal(38,0)"
                        + " (cast the argument to double, or to fewer digits)");
    }

    @Test
    void failsWhereASumLeaves128Bits() {
        List<Type> types = List.of(Type.decimal(38, 0));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int index = 0; index < 100; index++) {
            rows.add(row(new BigDecimal("9e37").setScale(0)));
        }

        checkFailure(
                new Groupings(types).and(SUM, 0),
                types,
                rows,
                "Cannot compute sum(c0) as a0: the sum does not fit into decimal(38,0)"
                        + " (cast the argument to double, or to fewer digits)");
    }

    @Test
    void keepsLongKeysAndLongValuesApart() {
        List<Type> types = List.of(Type.STRING, Type.STRING);
        String text = "x".repeat(3000);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        List<List<@Nullable Object>> expected = new ArrayList<>();
        for (int index = 0; index < 40; index++) {
            rows.add(row(text + index, "a" + text + index));
            rows.add(row(text + index, "b"));
            expected.add(row(text + index, 2L, "a" + text + index, "b"));
        }

        check(new Groupings(types).by(0).and(COUNT).and(MIN, 1).and(MAX, 1), types, rows, expected);
    }

    @Test
    void keepsTheExtremesOfOtherGroupsWhileOneOutgrowsItsRoom() {
        List<Type> types = List.of(Type.INT, Type.STRING);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        List<List<@Nullable Object>> expected = new ArrayList<>();
        for (int length : new int[] {1, 9, 20, 300, 70_000, 3}) {
            for (int group = 0; group < 3; group++) {
                // Longer texts are greater, but for the last.
                rows.add(row(
                        group, (length == 3 ? "a" : String.valueOf((char) ('a' + rows.size() / 3))).repeat(length)));
            }
        }
        for (int group = 0; group < 3; group++) {
            expected.add(row(group, "e".repeat(70_000), "a"));
        }

        check(new Groupings(types).by(0).and(MAX, 1).and(MIN, 1), types, rows, expected, 2 << 20);
    }

    private static void check(
            Groupings grouping,
            List<Type> types,
            List<List<@Nullable Object>> rows,
            List<List<@Nullable Object>> expected) {
        check(grouping, types, rows, expected, OperatorHarness.LITTLE_MEMORY);
    }

    private static void check(
            Groupings grouping,
            List<Type> types,
            List<List<@Nullable Object>> rows,
            List<List<@Nullable Object>> expected,
            long littleMemory) {
        OperatorHarness harness = new OperatorHarness(types, rows, littleMemory);
        harness.check(
                grouping.single(),
                grouping.resultTypes(),
                result -> assertThat(result).containsExactlyInAnyOrderElementsOf(expected));
        harness.check(
                grouping.partialAndFinal(),
                grouping.resultTypes(),
                result -> assertThat(result).containsExactlyInAnyOrderElementsOf(expected));
    }

    private static void checkFailure(
            Groupings grouping, List<Type> types, List<List<@Nullable Object>> rows, String message) {
        for (OperatorHarness.Pipeline pipeline : List.of(grouping.single(), grouping.partialAndFinal())) {
            new OperatorHarness(types, rows)
                    .checkFailure(
                            pipeline,
                            failure -> assertThat(failure)
                                    .hasMessage(message)
                                    .isInstanceOfSatisfying(
                                            WeftException.class,
                                            error -> assertThat(error.code()).isEqualTo(ErrorCode.ARITHMETIC)));
        }
    }
}
