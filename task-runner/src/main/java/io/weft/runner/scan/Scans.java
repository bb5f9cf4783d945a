package io.weft.runner.scan;

import io.weft.api.Parquet;
import io.weft.api.Text;
import io.weft.plan.PlanNode.Scan;
import io.weft.runner.operator.Operator;
import io.weft.stage.FileSplit;
import io.weft.stage.Split;

/** Makes the operator that reads a split in the format of its input. */
public final class Scans {
    private Scans() {}

    /** The rows of the split, with the columns of the scan's schema, in no order. Reads nothing yet. */
    public static Operator open(Scan scan, Split split, ScanContext context) {
        String format = scan.input().format();
        if (!(split instanceof FileSplit files)) {
            throw new IllegalArgumentException("No scan of %s reads %s".formatted(format, split));
        }
        return switch (format) {
            case Parquet.FORMAT -> new ParquetScan(scan, files, context);
            case Text.FORMAT -> new TextScan(scan.schema(), files, context);
            default -> throw new IllegalArgumentException("No scan of " + format);
        };
    }
}
