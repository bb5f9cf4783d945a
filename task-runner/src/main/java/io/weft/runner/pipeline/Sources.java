package io.weft.runner.pipeline;

import io.weft.plan.PlanNode.Scan;
import io.weft.plan.PlanNode.ShuffleRead;
import io.weft.runner.operator.Operator;

/** Where the rows of a pipeline come from. */
public interface Sources {
    /** Reads the attempt's split. */
    Operator scan(Scan scan);

    /** Reads the attempt's part of an exchange. */
    Operator shuffleRead(ShuffleRead read);
}
