package io.weft.runner.pipeline;

import io.weft.plan.PlanNode.Scan;
import io.weft.plan.PlanNode.ShuffleRead;
import io.weft.runner.kernel.Predicate;
import io.weft.runner.operator.Operator;

/** Where the rows of a pipeline come from. */
public interface Sources {
    /** Reads the attempt's split. */
    Operator scan(Scan scan);

    /**
     * The same without the rows for which the predicate does not hold.
     *
     * @param predicate that holds where all of the scan's filters do, and only there
     */
    Operator scan(Scan scan, Predicate predicate);

    /** A number that tells the attempt's split from others; the same for each attempt, and in each run over the same files. */
    long splitNumber();

    /** Reads the attempt's part of an exchange. */
    Operator shuffleRead(ShuffleRead read);
}
