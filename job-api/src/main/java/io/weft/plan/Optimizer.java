package io.weft.plan;

/** Makes a resolved plan the one that runs. Pure: the same plan always gives the same result. */
public final class Optimizer {
    private Optimizer() {}

    /** The plan with constants folded, filters at the scans, unused columns gone, distinct aggregates in two steps, and exchanges inserted. */
    public static Plan optimize(Plan resolved) {
        Plan folded = ConstantFolding.apply(Separation.apply(resolved));
        Plan pushed = FilterPushdown.apply(folded);
        Plan pruned = ColumnPruning.apply(pushed);
        Plan distinct = DistinctAggregates.apply(pruned);
        return Distribution.apply(distinct);
    }
}
