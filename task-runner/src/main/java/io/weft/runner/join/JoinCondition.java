package io.weft.runner.join;

import io.weft.runner.kernel.Predicate;
import java.util.List;

/**
 * What must hold of two rows beyond the equality of their keys.
 *
 * @param predicate over the probe side's columns and then the build side's; asked about pairs with equal keys alone
 * @param columns those of these columns that the predicate reads
 */
public record JoinCondition(Predicate predicate, List<Integer> columns) {
    public JoinCondition {
        columns = List.copyOf(columns);
    }
}
