package io.weft.plan;

/** Makes a resolved plan the one that runs. Pure: the same plan always gives the same result. */
public final class Optimizer {
    private Optimizer() {}

    /** The plan with constants folded, filters at the scans, unused columns gone, distinct aggregates in two steps, and exchanges inserted. */
    public static Plan optimize(Plan resolved) {
        Plan folded = ConstantFolding.apply(Separation.apply(resolved));
        Plan pushed = FilterPushdown.apply(folded);
        Plan pruned = ColumnPruning.apply(FirstRows.apply(pushed));
        Plan distinct = DistinctAggregates.apply(pruned);
        return Distribution.apply(distinct);
    }

    /** A part of a plan between exchanges, without the columns that are not needed for the rows of its last node. */
    public static Plan withoutUnusedColumns(Plan stage) {
        return ColumnPruning.apply(stage);
    }
}
