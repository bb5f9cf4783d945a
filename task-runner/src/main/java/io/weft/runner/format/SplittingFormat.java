package io.weft.runner.format;

import io.weft.plan.Input;
import io.weft.plan.PlanNode.Scan;
import io.weft.stage.FormatSplit;
import java.util.List;
import org.apache.hadoop.security.Credentials;

/** A format whose inputs are not files, or that alone knows where they can be cut: it divides them itself. */
public non-sealed interface SplittingFormat extends Format {
    /**
     * Adds what {@link #splits} and the readers of the input need to prove their right, wherever they are. Called on the client, where
     * the user has signed in.
     *
     * @throws io.weft.error.WeftException if it cannot be had
     */
    void addCredentials(Input input, Credentials credentials);

    /**
     * The pieces of the input, which together hold each row that the scan may want exactly once. Called once for each scan of a
     * job, where the job is planned and not where the pieces are read.
     *
     * @param scan its filters may leave out pieces
     * @throws io.weft.error.WeftException if the input is missing or cannot be divided
     */
    List<FormatSplit> splits(Scan scan);
}
