package io.weft.runner.sort;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weft.expr.SortColumn;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The order of rows as docs/semantics.md has it, written as plainly as can be: what sorting is compared with. */
public record RowOrder(List<SortColumn> columns) implements Comparator<List<@Nullable Object>> {
    @Override
    public int compare(List<@Nullable Object> row, List<@Nullable Object> other) {
        for (SortColumn column : columns) {
            int compared = compare(row.get(column.index()), other.get(column.index()), column);
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }

    private static int compare(@Nullable Object value, @Nullable Object other, SortColumn column) {
        if (value == null || other == null) {
            int nullsLast = Boolean.compare(value == null, other == null);
            return column.order().isNullsFirst() ? -nullsLast : nullsLast;
        }
        int compared = compareValues(value, other);
        return column.order().isDescending() ? -compared : compared;
    }

    @SuppressWarnings("unchecked")
    private static int compareValues(Object value, Object other) {
        if (value instanceof String text) {
            return Arrays.compareUnsigned(text.getBytes(UTF_8), ((String) other).getBytes(UTF_8));
        }
        if (value instanceof byte[] bytes) {
            return Arrays.compareUnsigned(bytes, (byte[]) other);
        }
        if (value instanceof Double number) {
            return Double.compare(number + 0.0, (Double) other + 0.0);
        }
        if (value instanceof Float number) {
            return Float.compare(number + 0.0f, (Float) other + 0.0f);
        }
        if (value instanceof BigDecimal number) {
            return number.compareTo((BigDecimal) other);
        }
        return ((Comparable<Object>) value).compareTo(other);
    }
}
