package io.weft.runner.window;

import io.weft.expr.SortColumn;
import io.weft.runner.operator.Operator;
import io.weft.runner.sort.RowSorter;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BatchBuilder;
import io.weft.runner.vector.BooleanVector;
import io.weft.runner.vector.Vector;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings the rows of an operator in order into a log, each with two flags: whether it begins a partition, and whether it differs in order from the one before it. */
final class WindowInput {
    /** Batches with fewer rows are gathered. */
    private static final int LEAST_ROWS = 1024;

    private final Operator input;

    /** Null where rows may come in any order. */
    private final @Nullable RowSorter sorter;

    private final RowLog log;
    private final KeyChanges partitionChanges;
    private final KeyChanges orderChanges;
    private final long batchBytes;
    private final BatchBuilder pending;

    /** The batch that rows are gathered from, and how many of them have been. */
    private @Nullable Batch atHand;

    private int next;
    private boolean sorted;
    private boolean over;

    /**
     * Brings rows of the input, by way of the sorter; both are the caller's to close.
     *
     * @param types of the input's columns
     * @param batchBytes about how many bytes the small batches make that are gathered
     */
    WindowInput(
            Operator input,
            @Nullable RowSorter sorter,
            RowLog log,
            List<? extends Type> types,
            List<Integer> partition,
            List<SortColumn> order,
            long batchBytes) {
        this.input = input;
        this.sorter = sorter;
        this.log = log;
        this.partitionChanges = new KeyChanges(partition);
        this.orderChanges = new KeyChanges(order.stream().map(SortColumn::index).toList());
        this.batchBytes = batchBytes;
        this.pending = new BatchBuilder(types);
    }

    /** Whether no more rows will come. */
    boolean isOver() {
        return over;
    }

    /** Brings some more rows, unless there are none. */
    void pull() {
        Batch rows = sorter == null ? gathered() : sorted(sorter);
        if (rows == null) {
            over = true;
            return;
        }
        boolean[] partitions = new boolean[rows.rowCount()];
        partitionChanges.mark(rows, partitions);
        boolean[] peers = partitions.clone();
        orderChanges.mark(rows, peers);
        List<Vector> columns = new ArrayList<>(rows.columns());
        columns.add(new BooleanVector(partitions.length, partitions, null));
        columns.add(new BooleanVector(peers.length, peers, null));
        log.append(new Batch(rows.rowCount(), columns));
    }

    /** The value by which the last row brought is ordered, at slot 0. */
    Vector lastOrderValue() {
        return orderChanges.last(0);
    }

    private @Nullable Batch sorted(RowSorter rows) {
        if (!sorted) {
            sorted = true;
            for (Batch batch = input.next(); batch != null; batch = input.next()) {
                rows.add(batch);
            }
        }
        return rows.next();
    }

    /** Copies of the next rows. */
    private @Nullable Batch gathered() {
        while (pending.isEmpty() || (pending.rowCount() < LEAST_ROWS && pending.retainedBytes() < batchBytes)) {
            Batch batch = atHand;
            if (batch == null || next == batch.selectedCount()) {
                batch = input.next();
                atHand = batch;
                next = 0;
                if (batch == null) {
                    break;
                }
                if (pending.isEmpty() && batch.selectedCount() >= LEAST_ROWS) {
                    next = batch.selectedCount();
                    return RowLog.taken(batch, Arrays.copyOf(batch.positions(), next));
                }
            }
            while (next < batch.selectedCount() && !pending.isFull()) {
                pending.append(batch, batch.position(next++));
            }
        }
        return pending.isEmpty() ? null : pending.build();
    }
}
