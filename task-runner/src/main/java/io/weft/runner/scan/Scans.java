package io.weft.runner.scan;

import io.weft.api.Parquet;
import io.weft.api.Text;
import io.weft.plan.PlanNode.Scan;
import io.weft.runner.format.PartitionFilter;
import io.weft.runner.operator.Operator;
import io.weft.stage.FileSplit;
import io.weft.stage.Split;

/** Makes the operator that reads a split in the format of its input. */
public final class Scans {
    private Scans() {}

    /** The rows of the split, with the columns of the scan's schema, in no order. Reads nothing yet. */
    public static Operator open(Scan scan, Split split, ScanContext context) {
        if (!(split instanceof FileSplit files)) {
            throw new IllegalArgumentException(
                    "No scan of %s reads %s".formatted(scan.input().format(), split));
        }
        PartitionFilter filter = new PartitionFilter(scan);
        return filter.partitions().size() == 0
                ? openFiles(scan, files, context)
                : new PartitionedScan(scan, files, filter, (own, alike) -> openFiles(own, alike, context));
    }

    /** The rows that are in the files themselves. */
    private static Operator openFiles(Scan scan, FileSplit split, ScanContext context) {
        String format = scan.input().format();
        return switch (format) {
            case Parquet.FORMAT -> new ParquetScan(scan, split, context);
            case Text.FORMAT -> new TextScan(scan.schema(), split, context);
            default -> throw new IllegalArgumentException("No scan of " + format);
        };
    }
}
