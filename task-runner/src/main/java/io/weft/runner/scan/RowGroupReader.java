package io.weft.runner.scan;

import io.weft.error.WeftException;
import io.weft.runner.format.InputFile;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import io.weft.type.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one row group. Where there is a filter, its columns are decoded first, and of the others only what survives: whole pages, and
 * even their bytes, are left out where no row of them does.
 */
final class RowGroupReader {
    /** Fewer rows than one in so many are picked out of the other columns; else all are decoded, which is faster then. */
    private static final int SPARSE_FRACTION = 64;

    private final InputFile file;
    private final Schema schema;
    private final List<ColumnDecoder> decoders;
    private final RowRanges ranges;
    private final @Nullable RowFilter filter;
    private final int batchRows;
    private final int[] positions = new int[Batch.MAX_ROWS];

    /** The rows that each decoder has read or passed. */
    private final long[] decoded;

    private int range;
    private long next;
    private long rowsRead;

    /**
     * @param decoders one for each column of the schema, at the first row
     * @param filter null to keep all rows of the ranges
     * @param batchRows the most rows of a batch
     */
    RowGroupReader(
            InputFile file,
            Schema schema,
            List<ColumnDecoder> decoders,
            RowRanges ranges,
            @Nullable RowFilter filter,
            int batchRows) {
        this.file = file;
        this.schema = schema;
        this.decoders = decoders;
        this.ranges = ranges;
        this.filter = filter;
        this.batchRows = batchRows;
        this.decoded = new long[decoders.size()];
        this.next = ranges.count() == 0 ? 0 : ranges.start(0);
    }

    /** The rows that were looked at so far. */
    long rowsRead() {
        return rowsRead;
    }

    /** The next rows, or null when there are no more. Valid until the next call. */
    @Nullable Batch next() {
        while (range < ranges.count()) {
            int rows = (int) Math.min(ranges.end(range) - next, batchRows);
            Batch batch = filter == null ? all(rows) : filtered(rows, filter);
            rowsRead += rows;
            next += rows;
            if (next == ranges.end(range) && ++range < ranges.count()) {
                next = ranges.start(range);
            }
            if (batch != null) {
                return batch;
            }
        }
        return null;
    }

    private Batch all(int rows) {
        List<Vector> vectors = new ArrayList<>(decoders.size());
        for (int column = 0; column < decoders.size(); column++) {
            vectors.add(decode(column, rows));
        }
        return new Batch(rows, vectors);
    }

    private @Nullable Batch filtered(int rows, RowFilter wanted) {
        List<Vector> vectors = new ArrayList<>(decoders.size());
        for (int column = 0; column < decoders.size(); column++) {
            vectors.add(wanted.columns().get(column) ? decode(column, rows) : RowFilter.absent(rows));
        }
        Batch asked = new Batch(rows, vectors);
        int count = wanted.predicate().select(asked, positions);
        if (count == 0) {
            return null;
        }
        boolean isSparse = count < rows / SPARSE_FRACTION;
        BitSet columns = wanted.columns();
        for (int column = columns.nextClearBit(0);
                column < decoders.size();
                column = columns.nextClearBit(column + 1)) {
            vectors.set(column, isSparse ? pick(column, count) : decode(column, rows));
        }
        if (isSparse) {
            for (int column = columns.nextSetBit(0); column >= 0; column = columns.nextSetBit(column + 1)) {
                vectors.set(column, vectors.get(column).take(positions, count));
            }
            return new Batch(count, vectors);
        }
        Batch whole = asked.withColumns(vectors);
        if (count == rows) {
            return whole;
        }
        Batch kept = whole.select(positions, count);
        return kept.isSparse() ? kept.compacted() : kept;
    }

    private Vector decode(int column, int rows) {
        ColumnDecoder decoder = decoders.get(column);
        try {
            skipTo(column, next);
            Vector vector = decoder.decode(rows);
            decoded[column] += rows;
            return vector;
        } catch (IOException | RuntimeException e) {
            throw damaged(column, e);
        }
    }

    /** The rows at the first {@link #positions} alone. */
    private Vector pick(int column, int count) {
        ColumnDecoder decoder = decoders.get(column);
        try {
            decoder.begin(count);
            for (int index = 0; index < count; ) {
                int first = positions[index];
                int run = 1;
                while (index + run < count && positions[index + run] == first + run) {
                    run++;
                }
                skipTo(column, next + first);
                decoder.read(run);
                decoded[column] += run;
                index += run;
            }
            return decoder.finish();
        } catch (IOException | RuntimeException e) {
            throw damaged(column, e);
        }
    }

    private void skipTo(int column, long row) throws IOException {
        if (row > decoded[column]) {
            decoders.get(column).skip(row - decoded[column]);
            decoded[column] = row;
        }
    }

    private WeftException damaged(int column, Exception cause) {
        return cause instanceof WeftException failure
                ? failure
                : file.damaged(
                        "column '%s' is damaged before byte %d"
                                .formatted(
                                        schema.field(column).name(),
                                        decoders.get(column).position()),
                        cause);
    }
}
