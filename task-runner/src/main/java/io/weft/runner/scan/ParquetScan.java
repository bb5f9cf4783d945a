package io.weft.runner.scan;

import io.weft.error.WeftException;
import io.weft.plan.PlanNode.Scan;
import io.weft.protocol.Counter;
import io.weft.runner.memory.MemoryReservation;
import io.weft.runner.operator.Operator;
import io.weft.runner.vector.Batch;
import io.weft.stage.FileRange;
import io.weft.stage.FileSplit;
import java.util.Iterator;
import java.util.List;
import org.apache.parquet.hadoop.CodecFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads the row groups of Parquet files whose middle lies in the split, only the wanted columns, and not those that the scan's
 * filters rule out.
 */
public final class ParquetScan implements Operator {
    private final Scan scan;
    private final ScanContext context;
    private final RowGroupFilter filter;
    private final Iterator<FileRange> ranges;
    private final MemoryReservation memory;
    private final CodecFactory codecs;
    private @Nullable ParquetFile file;
    private Iterator<ParquetFile.RowGroup> rowGroups =
            List.<ParquetFile.RowGroup>of().iterator();
    private @Nullable RowGroupReader reader;

    /** Reads nothing yet. */
    public ParquetScan(Scan scan, FileSplit split, ScanContext context) {
        this.scan = scan;
        this.context = context;
        this.filter = new RowGroupFilter(scan.filters());
        this.ranges = split.ranges().iterator();
        this.memory = context.memory().reserve("parquet scan");
        this.codecs = new CodecFactory(context.configuration(), 0);
    }

    @Override
    public @Nullable Batch next() {
        while (true) {
            Batch batch = reader == null ? null : reader.next();
            if (batch != null) {
                context.counters().add(Counter.ROWS_READ, batch.rowCount());
                return batch;
            }
            reader = null;
            if (file != null && rowGroups.hasNext()) {
                open(file, rowGroups.next());
            } else {
                closeFile();
                if (!ranges.hasNext()) {
                    return null;
                }
                ParquetFile opened = ParquetFile.open(ranges.next(), scan.schema(), context.configuration());
                file = opened;
                rowGroups = opened.rowGroups().iterator();
            }
        }
    }

    private void open(ParquetFile parquet, ParquetFile.RowGroup group) {
        if (!filter.mayMatch(group)) {
            context.counters().add(Counter.ROW_GROUPS_SKIPPED, 1);
            context.counters().add(Counter.INPUT_BYTES_SKIPPED, group.bytes());
            return;
        }
        context.counters().add(Counter.ROW_GROUPS_READ, 1);
        try {
            reader = RowGroupReader.open(parquet, group, codecs, memory);
        } catch (WeftException e) {
            throw e;
        } catch (RuntimeException e) {
            throw parquet.file().damaged("a row group cannot be opened", e);
        }
    }

    private void closeFile() {
        ParquetFile closing = file;
        file = null;
        if (closing != null) {
            context.counters().add(Counter.INPUT_BYTES, closing.file().bytesRead());
            context.counters().add(Counter.INPUT_BYTES_LOCAL, closing.file().localBytesRead());
            closing.close();
        }
    }

    @Override
    public void close() {
        reader = null;
        try {
            closeFile();
        } finally {
            codecs.release();
            memory.close();
        }
    }
}
