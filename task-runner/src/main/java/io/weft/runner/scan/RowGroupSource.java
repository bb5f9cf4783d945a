package io.weft.runner.scan;

import io.weft.error.WeftException;
import io.weft.plan.PlanNode.Scan;
import io.weft.protocol.Counter;
import io.weft.runner.memory.MemoryReservation;
import io.weft.stage.FileRange;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.jspecify.annotations.Nullable;

/**
 * The row groups of a split that have to be read, each with the bytes that are surely needed. Used by one thread after the other, not by
 * several at once.
 */
final class RowGroupSource implements AutoCloseable {
    /** The most that is read of a row group before its rows are asked for. */
    private static final long MOST_BYTES = 64L << 20;

    private static final double ENOUGH = 0.5;

    /** What every column needs at least. */
    static final int LEAST_WINDOW = 64 * 1024;

    private static final int LARGEST_WINDOW = 1 << 20;

    private final Scan scan;
    private final ScanContext context;
    private final RowGroupPruner pruner;
    private final SharedCounters counters;
    private final @Nullable RowFilter filter;
    private final Iterator<FileRange> ranges;
    private @Nullable SharedFile file;
    private Iterator<ParquetFile.RowGroup> rowGroups =
            List.<ParquetFile.RowGroup>of().iterator();

    /** Whether the columns that the filter does not ask about are fetched with the others. */
    private volatile boolean fetchesAll;

    /** Reads nothing yet. */
    RowGroupSource(
            Scan scan,
            List<FileRange> ranges,
            ScanContext context,
            CompressionCodecFactory codecs,
            SharedCounters counters,
            @Nullable RowFilter filter) {
        this.scan = scan;
        this.context = context;
        this.counters = counters;
        this.filter = filter;
        this.fetchesAll = filter == null;
        this.ranges = ranges.iterator();
        this.pruner = new RowGroupPruner(scan.filters(), scan.schema(), codecs, counters);
    }

    /** Whether {@link #next} may give one more. */
    boolean mayHaveNext() {
        return rowGroups.hasNext() || ranges.hasNext();
    }

    /** Learns from a row group that has been read: where most pages of the other columns were needed, they are fetched from now on. */
    void learn(FetchedRowGroup done) {
        if (filter != null) {
            BitSet others = new BitSet();
            others.set(0, scan.schema().size());
            others.andNot(filter.columns());
            fetchesAll = done.partDecoded(others) > ENOUGH;
        }
    }

    /** The next one that has to be read, or null when there are no more. */
    @Nullable FetchedRowGroup next() {
        while (true) {
            SharedFile open = file;
            if (open != null && rowGroups.hasNext()) {
                FetchedRowGroup fetched = fetch(open, rowGroups.next());
                if (fetched != null) {
                    return fetched;
                }
                continue;
            }
            close();
            if (!ranges.hasNext()) {
                return null;
            }
            ParquetFile parquet = ParquetFile.open(ranges.next(), scan, context.configuration());
            file = new SharedFile(parquet, counters);
            rowGroups = parquet.rowGroups().iterator();
        }
    }

    private @Nullable FetchedRowGroup fetch(SharedFile open, ParquetFile.RowGroup group) {
        ParquetFile parquet = open.parquet();
        try {
            RowGroupPlan plan = pruner.plan(parquet, group);
            if (plan == null) {
                return null;
            }
            counters.add(Counter.ROW_GROUPS_READ, 1);
            return fetch(open, plan);
        } catch (WeftException e) {
            throw e;
        } catch (RuntimeException e) {
            throw parquet.file().damaged("a row group cannot be opened", e);
        }
    }

    private FetchedRowGroup fetch(SharedFile open, RowGroupPlan plan) {
        MemoryReservation memory = context.memory().reserve("parquet scan");
        try {
            int columns = plan.group().columns().size();
            if (!memory.tryGrow(LEAST_WINDOW * plan.group().chunks().count())) {
                // There may be room when the row group before has been read.
                return new FetchedRowGroup(open.retain(), plan, new FilePieces(), 0, memory);
            }
            BitSet ahead = fetchedAhead(columns);
            List<ByteRanges.ByteRange> needs = new ArrayList<>();
            ahead.stream().forEach(column -> needs.addAll(plan.needs(column)));
            ByteRanges requests = new ByteRanges(needs);
            boolean isGranted = requests.bytes() <= MOST_BYTES && memory.tryGrow(requests.bytes());
            long later = IntStream.range(0, columns)
                    .filter(column -> !isGranted || !ahead.get(column))
                    .mapToLong(column -> plan.group().columns().get(column).size())
                    .sum();
            int window = LEAST_WINDOW;
            while (later > 0 && window < LARGEST_WINDOW && memory.tryGrow(window * later)) {
                window *= 2;
            }
            FilePieces pieces = isGranted ? requests.read(open.parquet().file()) : new FilePieces();
            return new FetchedRowGroup(open.retain(), plan, pieces, window, memory);
        } catch (RuntimeException e) {
            memory.close();
            throw e;
        }
    }

    private BitSet fetchedAhead(int columns) {
        BitSet ahead = new BitSet();
        ahead.set(0, columns);
        if (filter != null && !fetchesAll) {
            ahead.and(filter.columns());
        }
        return ahead;
    }

    @Override
    public void close() {
        SharedFile closing = file;
        file = null;
        if (closing != null) {
            closing.release();
        }
    }
}
