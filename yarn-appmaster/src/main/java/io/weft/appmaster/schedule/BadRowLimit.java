package io.weft.appmaster.schedule;

import io.weft.error.ErrorCode;
import io.weft.error.Failure;
import io.weft.plan.LineOptions;
import io.weft.plan.PlanNode.Scan;
import org.jspecify.annotations.Nullable;

/** How many bad rows a stage's tasks may set aside together. */
final class BadRowLimit {
    private BadRowLimit() {}

    /** Why the stage has to end, if its tasks have set too many rows aside. */
    static @Nullable Failure excess(StageRun stage) {
        Scan scan = stage.stage().scan().orElse(null);
        if (scan == null || LineOptions.badRowsPath(scan.input()).isEmpty()) {
            return null;
        }
        long limit = LineOptions.badRowsLimit(scan.input());
        long rows = stage.rowsSetAside();
        return rows <= limit
                ? null
                : new Failure(
                        ErrorCode.TOO_MANY_BAD_ROWS,
                        "Cannot set aside %d bad rows of '%s': at most %d may be (mend the input, or raise the limit of onBadRows(...))"
                                .formatted(rows, String.join(", ", scan.input().paths()), limit));
    }
}
