package io.weft.plan;

import io.weft.expr.JobTime;
import java.util.List;

/** Makes a resolved plan the one that runs. Pure: the same plan always gives the same result. */
public final class Optimizer {
    private Optimizer() {}

    /** The plan with constants folded, filters at the scans, unused columns gone, distinct aggregates in two steps, and exchanges inserted. */
    public static Plan optimize(Plan resolved) {
        return arranged(ConstantFolding.apply(Separation.apply(resolved)), JoinSettings.NOTHING_KNOWN);
    }

    /**
     * The same with the time of the job, which is what all its rows see, and its zone, in which texts of files are.
     *
     * @param joins by which joins are ordered and their sides placed
     */
    public static Plan optimize(Plan resolved, JobTime time, JoinSettings joins) {
        Plan folded = ConstantFolding.apply(Separation.apply(resolved), time);
        return arranged(FileZones.apply(folded, time.zone()), joins);
    }

    private static Plan arranged(Plan folded, JoinSettings joins) {
        Estimates estimates = new Estimates(joins.statistics());
        Plan filtered = FilterPushdown.apply(folded);
        Plan ordered = hasJoin(filtered) ? ordered(filtered, estimates, joins.broadcastBytes()) : filtered;
        Plan pruned = ColumnPruning.apply(FirstRows.apply(ordered));
        Plan distinct = DistinctAggregates.apply(pruned);
        List<Estimate> sizes = hasJoin(distinct) ? estimates.of(distinct) : List.of();
        return ExchangeReuse.apply(Distribution.apply(distinct, sizes, joins.broadcastBytes()));
    }

    private static Plan ordered(Plan filtered, Estimates estimates, double broadcastBytes) {
        Plan pruned = ColumnPruning.apply(filtered);
        Plan early = SemiJoinPushdown.apply(pruned, estimates.of(pruned));
        return FilterPushdown.apply(JoinOrder.apply(early, estimates, broadcastBytes));
    }

    private static boolean hasJoin(Plan plan) {
        return plan.nodes().stream().anyMatch(Join.class::isInstance);
    }

    /** A part of a plan between exchanges, without the columns that are not needed for the rows of its last node. */
    public static Plan withoutUnusedColumns(Plan stage) {
        return ColumnPruning.apply(stage);
    }
}
