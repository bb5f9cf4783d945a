package io.weft.runner.vector;

import java.util.ArrayList;
import java.util.List;

/** Tells to which fine partition of an exchange by hash each row belongs: a pure function of the key's values. */
public final class ShufflePartitioner {
    private final List<Integer> keyColumns;
    private final int partitions;
    private final RowHasher hasher;
    private final int[] assigned = new int[Batch.MAX_ROWS];

    /** A partitioner by these columns of its batches. Without columns, all rows belong to one partition. */
    public ShufflePartitioner(List<Integer> keyColumns, int partitions) {
        if (partitions < 1) {
            throw new IllegalArgumentException("%d partitions".formatted(partitions));
        }
        this.keyColumns = List.copyOf(keyColumns);
        this.partitions = partitions;
        this.hasher = new RowHasher(keyColumns.size());
    }

    /**
     * The partition of each row that counts, in their order: number {@code index} belongs to the row at {@link Batch#position}{@code (index)}.
     *
     * @return an array of this partitioner's, valid until it is used again
     */
    public int[] partitions(Batch batch) {
        List<Vector> keys = new ArrayList<>(keyColumns.size());
        for (int column : keyColumns) {
            keys.add(batch.column(column));
        }
        long[] hashes = hasher.hash(keys, batch.positions(), batch.selectedCount());
        for (int index = 0; index < batch.selectedCount(); index++) {
            assigned[index] = (int) (((hashes[index] >>> 32) * partitions) >>> 32);
        }
        return assigned;
    }
}
