package io.weft.runner.scan;

import io.weft.expr.Expression;
import io.weft.expr.Expression.Call;
import io.weft.expr.Expressions;
import io.weft.expr.Function;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/** Finds the rows of a row group that may meet a scan's filters, by what the column indexes tell of the pages. */
final class PageFilter {
    private final Map<Integer, ColumnPages> columns;
    private final long rows;

    /**
     * @param columns by their index in the scan's schema, those that have an index
     */
    PageFilter(Map<Integer, ColumnPages> columns, long rows) {
        this.columns = columns;
        this.rows = rows;
    }

    RowRanges rows(List<Expression> filters) {
        RowRanges found = RowRanges.all(rows);
        for (Expression filter : filters) {
            found = found.and(rows(filter));
        }
        return found;
    }

    private RowRanges rows(Expression condition) {
        BitSet used = Expressions.columns(condition);
        if (used.cardinality() == 1) {
            ColumnPages pages = columns.get(used.nextSetBit(0));
            return pages == null ? RowRanges.all(rows) : rows(condition, pages);
        }
        if (condition instanceof Call call && call.function() == Function.AND) {
            return rows(call.argument(0)).and(rows(call.argument(1)));
        }
        if (condition instanceof Call call && call.function() == Function.OR) {
            return rows(call.argument(0)).or(rows(call.argument(1)));
        }
        return RowRanges.all(rows);
    }

    private static RowRanges rows(Expression condition, ColumnPages column) {
        boolean[] isWanted = new boolean[column.pages().pages()];
        for (int page = 0; page < isWanted.length; page++) {
            ValueRange range = column.range(page);
            isWanted[page] = RangeFilter.mayMatch(condition, input -> range);
        }
        return RowRanges.ofPages(column.pages(), isWanted);
    }
}
