package io.weft.runner.sort;

import io.weft.expr.SortColumn;
import io.weft.runner.vector.Batch;
import java.util.List;

/**
 * Tells to which fine partition of an exchange by ranges each row belongs: how many of the bounds are not greater than its key. A pure
 * function of the row and the bounds.
 */
public final class RangePartitioner {
    private final KeyEncoder encoder;
    private final byte[][] bounds;
    private final int[] assigned = new int[Batch.MAX_ROWS];

    /** A partitioner by these columns; the bounds are in order. */
    public RangePartitioner(List<SortColumn> columns, List<byte[]> bounds) {
        this.encoder = new KeyEncoder(columns);
        this.bounds = bounds.toArray(new byte[0][]);
    }

    /**
     * The partition of each row that counts, in their order.
     *
     * @return an array of this partitioner's, valid until it is used again
     */
    public int[] partitions(Batch batch) {
        RowKeys keys = encoder.encode(batch);
        for (int row = 0; row < keys.size(); row++) {
            int from = 0;
            int to = bounds.length;
            while (from < to) {
                int middle = (from + to) >>> 1;
                if (keys.compare(row, bounds[middle]) < 0) {
                    to = middle;
                } else {
                    from = middle + 1;
                }
            }
            assigned[row] = from;
        }
        return assigned;
    }
}
