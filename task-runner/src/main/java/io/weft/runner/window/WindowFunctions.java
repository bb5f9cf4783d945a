package io.weft.runner.window;

import io.weft.api.Aggregator;
import io.weft.expr.SortColumn;
import io.weft.expr.SortOrder;
import io.weft.expr.WindowColumn;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * What is computed over which rows.
 *
 * @param types of the input's columns
 * @param partition the columns that rows of a partition are equal in
 * @param order what the rows of a partition are ordered by
 * @param aggregators the author's own, by their numbers, for this attempt alone
 */
public record WindowFunctions(
        List<Type> types,
        List<Integer> partition,
        List<SortColumn> order,
        List<WindowColumn> columns,
        IntFunction<Aggregator<?>> aggregators) {
    public WindowFunctions {
        types = List.copyOf(types);
        partition = List.copyOf(partition);
        order = List.copyOf(order);
        columns = List.copyOf(columns);
    }

    /** By what rows are sorted: by partition, then in order. */
    List<SortColumn> sorting() {
        List<SortColumn> sorting = new ArrayList<>();
        partition.forEach(column -> sorting.add(new SortColumn(column, SortOrder.ASC_NULLS_FIRST)));
        sorting.addAll(order);
        return sorting;
    }
}
