package io.weft.runner.sort;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.expr.SortColumn;
import io.weft.expr.SortOrder;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.RandomBatch;
import io.weft.runner.vector.TestRows;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyEncoderTest {
    private static final List<SortOrder> ORDERS = List.of(SortOrder.values());

    @ParameterizedTest
    @EnumSource(SortOrder.class)
    void ordersIntegersByValue(SortOrder order) {
        check(Type.INT, order, null, Integer.MIN_VALUE, -256, -1, 0, 1, 255, 256, Integer.MAX_VALUE);
        check(Type.BIGINT, order, null, Long.MIN_VALUE, -1L << 40, -1L, 0L, 1L, 1L << 32, Long.MAX_VALUE);
        check(
                Type.DATE,
                order,
                null,
                LocalDate.of(-44, 3, 15),
                LocalDate.EPOCH,
                LocalDate.of(1998, 9, 2),
                LocalDate.of(9999, 12, 31));
        check(Type.BOOLEAN, order, null, false, true);
    }

    @ParameterizedTest
    @EnumSource(SortOrder.class)
    void ordersDoublesWithOneZeroAndOneNanAfterInfinity(SortOrder order) {
        double otherNan = Double.longBitsToDouble(0xFFF8_0000_0000_0001L);
        check(
                Type.DOUBLE,
                order,
                null,
                Double.NEGATIVE_INFINITY,
                -Double.MAX_VALUE,
                -1.5,
                -Double.MIN_VALUE,
                -0.0,
                0.0,
                Double.MIN_VALUE,
                1.5,
                Double.MAX_VALUE,
                Double.POSITIVE_INFINITY,
                Double.NaN,
                otherNan);
    }

    @ParameterizedTest
    @EnumSource(SortOrder.class)
    void ordersDecimalsOfBothForms(SortOrder order) {
        BigDecimal large = new BigDecimal("99999999999999999999999999999999999.999");
        BigDecimal beyondLong = new BigDecimal("9223372036854775.808");
        check(
                Type.decimal(38, 3),
                order,
                null,
                large.negate(),
                beyondLong.negate(),
                new BigDecimal("-1.000"),
                new BigDecimal("0.000"),
                new BigDecimal("0.001"),
                beyondLong.subtract(new BigDecimal("0.001")),
                beyondLong,
                large);
    }

    @ParameterizedTest
    @EnumSource(SortOrder.class)
    void ordersStringsByTheirBytesHoweverTheyBegin(SortOrder order) {
        check(
                Type.STRING,
                order,
                null,
                "",
                "\0",
                "\0\0",
                "\0\1",
                "\1",
                "\1\0",
                "\2",
                "a",
                "a\0",
                "a\0b",
                "a\1",
                "a\2",
                "a ",
                "aa",
                "abcdefgh",
                "abcdefgh\0",
                "abcdefghi",
                "b",
                "z",
                "\u00e4",
                "\uffff",
                "\ud83d\ude00");
    }

    @Test
    void letsALaterColumnDecideOnlyWhereAnEarlierOneIsEqual() {
        List<Type> types = List.of(Type.STRING, Type.INT);
        List<List<@Nullable Object>> rows = List.of(
                TestRows.row("a", 2),
                TestRows.row("a", 1),
                TestRows.row("a\0", 0),
                TestRows.row("ab", 3),
                TestRows.row("b", -1));
        RowKeys keys = encode(
                types,
                rows,
                new SortColumn(0, SortOrder.ASC_NULLS_FIRST),
                new SortColumn(1, SortOrder.DESC_NULLS_LAST));

        for (int row = 1; row < rows.size(); row++) {
            assertThat(keys.compare(row - 1, keys, row)).as("row %d", row).isNegative();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void ordersRandomRowsAsTheRulesDo(long seed) {
        RandomBatch random = new RandomBatch(seed);
        List<Type> types = random.types();
        Batch batch = random.batch(types, 200);
        List<SortColumn> columns = new ArrayList<>();
        for (int column = 0; column < types.size(); column++) {
            columns.add(new SortColumn(column, ORDERS.get((int) (seed + column) % 4)));
        }
        List<List<@Nullable Object>> rows = TestRows.rows(batch, types);
        RowKeys keys = new KeyEncoder(columns).encode(batch);
        RowOrder order = new RowOrder(columns);

        assertThat(keys.size()).isEqualTo(rows.size());
        for (int row = 0; row < rows.size(); row++) {
            for (int other = 0; other < rows.size(); other++) {
                assertThat(Integer.signum(keys.compare(row, keys, other)))
                        .as("seed %d: %s and %s", seed, rows.get(row), rows.get(other))
                        .isEqualTo(Integer.signum(order.compare(rows.get(row), rows.get(other))));
            }
        }
    }

    /** Compares each value with each other, and checks that no key begins with an unequal one. */
    private static void check(Type type, SortOrder order, @Nullable Object... values) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        Arrays.stream(values).forEach(value -> rows.add(TestRows.row(value)));
        SortColumn column = new SortColumn(0, order);
        RowKeys keys = encode(List.of(type), rows, column);
        RowOrder expected = new RowOrder(List.of(column));
        for (int row = 0; row < values.length; row++) {
            for (int other = 0; other < values.length; other++) {
                String what = "%s %s: %s and %s".formatted(type, order, values[row], values[other]);
                int compared = expected.compare(rows.get(row), rows.get(other));
                assertThat(Integer.signum(keys.compare(row, keys, other)))
                        .as(what)
                        .isEqualTo(Integer.signum(compared));
                int common = keys.common(row, keys, other, 0, Integer.MAX_VALUE);
                assertThat(common == keys.length(row)).as(what + " in full").isEqualTo(compared == 0);
            }
        }
    }

    private static RowKeys encode(List<Type> types, List<List<@Nullable Object>> rows, SortColumn... columns) {
        return new KeyEncoder(List.of(columns)).encode(TestRows.batch(types, rows));
    }
}
