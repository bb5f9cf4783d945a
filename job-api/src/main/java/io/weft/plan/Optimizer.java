package io.weft.plan;

import io.weft.expr.JobTime;

/** Makes a resolved plan the one that runs. Pure: the same plan always gives the same result. */
public final class Optimizer {
    private Optimizer() {}

    /** The plan with constants folded, filters at the scans, unused columns gone, distinct aggregates in two steps, and exchanges inserted. */
    public static Plan optimize(Plan resolved) {
        return arranged(ConstantFolding.apply(Separation.apply(resolved)));
    }

    /** The same with the time of the job, which is what all its rows see, and its zone, in which texts of files are. */
    public static Plan optimize(Plan resolved, JobTime time) {
        Plan folded = ConstantFolding.apply(Separation.apply(resolved), time);
        return arranged(FileZones.apply(folded, time.zone()));
    }

    private static Plan arranged(Plan folded) {
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
