package io.weft.runner.format;

import io.weft.plan.PlanNode.Scan;
import io.weft.stage.FormatSplit;
import java.util.List;

/** A format whose inputs are not files, or that alone knows where they can be cut: it divides them itself. */
public non-sealed interface SplittingFormat extends Format {
    /**
     * The pieces of the input, which together hold each row that the scan may want exactly once. Called once for each scan of a
     * job, where the job is planned and not where the pieces are read.
     *
     * @param scan its filters may leave out pieces
     * @throws io.weft.error.WeftException if the input is missing or cannot be divided
     */
    List<FormatSplit> splits(Scan scan);
}
