package io.weft.runner.scan;

import io.weft.expr.Expression.Literal;
import io.weft.plan.PlanNode.Scan;
import io.weft.runner.format.PartitionFilter;
import io.weft.runner.format.PathPartitions;
import io.weft.runner.operator.Operator;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import io.weft.stage.FileRange;
import io.weft.stage.FileSplit;
import io.weft.type.Field;
import io.weft.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Reads files of any format that lie in path partitions: what is in the files by their own scan, and the partitions' values beside it. */
final class PartitionedScan implements Operator {
    private final Scan scan;
    private final PartitionFilter filter;
    private final BiFunction<Scan, FileSplit, Operator> opener;
    private final List<FileRange> ranges;
    private final List<String> hosts;
    private int next;
    private List<@Nullable ConstantColumn> constants = List.of();
    private @Nullable Operator files;

    /**
     * Reads nothing yet.
     *
     * @param opener makes the operator for the rows that are in files of one path partition
     */
    PartitionedScan(Scan scan, FileSplit split, PartitionFilter filter, BiFunction<Scan, FileSplit, Operator> opener) {
        this.scan = scan;
        this.filter = filter;
        this.opener = opener;
        this.ranges = split.ranges();
        this.hosts = split.hosts();
    }

    @Override
    public @Nullable Batch next() {
        while (true) {
            if (files == null) {
                if (next == ranges.size()) {
                    return null;
                }
                files = openNext();
            }
            Batch batch = files.next();
            if (batch != null) {
                return withConstants(batch);
            }
            closeFiles();
        }
    }

    /** Opens all ranges from the next on that have the same values. */
    private Operator openNext() {
        Schema partitions = filter.partitions();
        List<Literal> values = PathPartitions.values(ranges.get(next).path(), partitions);
        List<FileRange> alike = new ArrayList<>();
        while (next < ranges.size()
                && PathPartitions.values(ranges.get(next).path(), partitions).equals(values)) {
            alike.add(ranges.get(next++));
        }
        List<@Nullable ConstantColumn> columns = new ArrayList<>();
        for (Field field : scan.schema().fields()) {
            int partition = partitions.indexOf(field.name());
            columns.add(partition < 0 ? null : new ConstantColumn(values.get(partition)));
        }
        constants = columns;
        Scan own = new Scan(
                scan.id(),
                scan.input(),
                PathPartitions.without(scan.table(), partitions),
                filter.fileColumns(),
                filter.over(values));
        return opener.apply(own, new FileSplit(alike, hosts));
    }

    private Batch withConstants(Batch batch) {
        List<Vector> columns = new ArrayList<>();
        int own = 0;
        for (ConstantColumn constant : constants) {
            columns.add(constant == null ? batch.column(own++) : constant.vector(batch.rowCount()));
        }
        return batch.withColumns(columns);
    }

    private void closeFiles() {
        if (files != null) {
            Operator closing = files;
            files = null;
            closing.close();
        }
    }

    @Override
    public void close() {
        closeFiles();
    }
}
