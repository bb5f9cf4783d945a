package io.weft.runner.scan;

import io.weft.plan.PlanNode.Scan;
import io.weft.protocol.Counter;
import io.weft.runner.kernel.Predicate;
import io.weft.runner.operator.Operator;
import io.weft.runner.vector.Batch;
import io.weft.stage.FileSplit;
import org.apache.parquet.hadoop.CodecFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads the row groups of Parquet files whose middle lies in the split, only the wanted columns, and neither row groups nor pages that
 * the scan's filters rule out.
 */
public final class ParquetScan implements Operator {
    private final ScanContext context;
    private final @Nullable RowFilter filter;
    private final CodecFactory codecs;

    /** Those of the thread that reads ahead. */
    private final CodecFactory aheadCodecs;

    private final SharedCounters counters = new SharedCounters();
    private final RowGroupSource source;
    private final ReadAhead rowGroups;
    private @Nullable FetchedRowGroup fetched;
    private @Nullable RowGroupReader reader;

    /**
     * Reads nothing yet.
     *
     * @param predicate that holds where all the scan's filters do; null to give other rows too
     */
    public ParquetScan(Scan scan, FileSplit split, ScanContext context, @Nullable Predicate predicate) {
        this.context = context;
        this.filter = predicate == null ? null : RowFilter.of(predicate, scan.filters());
        this.codecs = new CodecFactory(context.configuration(), 0);
        this.aheadCodecs = new CodecFactory(context.configuration(), 0);
        this.source = new RowGroupSource(scan, split.ranges(), context, aheadCodecs, counters, filter);
        this.rowGroups = new ReadAhead(source);
    }

    @Override
    public @Nullable Batch next() {
        while (true) {
            RowGroupReader current = reader;
            if (current != null) {
                long before = current.rowsRead();
                Batch batch = current.next();
                context.counters().add(Counter.ROWS_READ, current.rowsRead() - before);
                if (batch != null) {
                    return batch;
                }
                closeRowGroup();
            }
            FetchedRowGroup next = rowGroups.next();
            counters.moveTo(context.counters());
            if (next == null) {
                return null;
            }
            fetched = next;
            reader = next.reader(codecs, filter);
        }
    }

    private void closeRowGroup() {
        FetchedRowGroup closing = fetched;
        fetched = null;
        reader = null;
        if (closing != null) {
            closing.count(counters);
            source.learn(closing);
            closing.close();
        }
    }

    @Override
    public void close() {
        try {
            closeRowGroup();
        } finally {
            rowGroups.close();
            codecs.release();
            aheadCodecs.release();
            counters.moveTo(context.counters());
        }
    }
}
