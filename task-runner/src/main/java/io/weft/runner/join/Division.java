package io.weft.runner.join;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Sends rows of a store to their partitions on disk, some megabytes at a time, so that a partition's rows lie together. Those of the first
 * partitions may stay.
 */
final class Division {
    private static final int PARTITIONS = Divider.PARTITIONS;

    /** Chunks that are divided together. */
    private static final int WINDOW = 64;

    /** Gives the keys of a chunk. */
    private final Function<Batch, List<Vector>> keys;

    private final Divider divider;
    private final int columns;
    private final long blockBytes;

    /** For each chunk the partition of each row. */
    private byte[][] partitions = new byte[0][];

    private final long[] counts = new long[PARTITIONS];

    /**
     * @param keys gives those of a chunk
     * @param columns the number of columns that are written; others can be computed again
     * @param blockBytes of the batches that are written, about, at most
     */
    Division(Function<Batch, List<Vector>> keys, Divider divider, int columns, long blockBytes) {
        this.keys = keys;
        this.divider = divider;
        this.columns = columns;
        this.blockBytes = blockBytes;
    }

    /** Finds out to which partition each row of the store belongs. */
    void assign(RowStore store) {
        Arrays.fill(counts, 0);
        partitions = new byte[store.chunkCount()][];
        for (int number = 0; number < partitions.length; number++) {
            Batch chunk = store.chunk(number);
            byte[] assigned = new byte[chunk.rowCount()];
            divider.assign(keys.apply(chunk), chunk.positions(), chunk.rowCount(), assigned);
            for (byte partition : assigned) {
                counts[partition]++;
            }
            partitions[number] = assigned;
        }
    }

    /** The number of first partitions, at most so many, that have no more than half of the rows together. */
    int keepable(int most) {
        long half = Arrays.stream(counts).sum() / 2;
        int kept = 0;
        for (long sum = counts[0]; kept < most && sum <= half; sum += counts[kept]) {
            kept++;
        }
        return kept;
    }

    /** Writes the rows of all but the first {@code kept} partitions; the store has the others alone from then on. */
    void write(RowStore store, int kept, SpilledRows to) {
        RowStore rest = store.forSome();
        for (int from = 0; from < partitions.length; from += WINDOW) {
            int end = Math.min(partitions.length, from + WINDOW);
            writeWindow(store, from, end, kept, to);
            for (int chunk = from; chunk < end; chunk++) {
                keep(store.chunk(chunk), partitions[chunk], kept, rest);
                store.drop(chunk);
            }
        }
        store.replace(rest);
        partitions = new byte[0][];
    }

    private void writeWindow(RowStore store, int from, int end, int kept, SpilledRows to) {
        int[] ends = new int[PARTITIONS];
        int[] addresses = order(from, end, ends);
        int most = (int) Math.max(1, Math.min(Batch.MAX_ROWS, blockBytes / store.meanRowBytes()));
        for (int partition = kept; partition < PARTITIONS; partition++) {
            int start = partition == 0 ? 0 : ends[partition - 1];
            for (int next = start; next < ends[partition]; next += most) {
                int[] some = Arrays.copyOfRange(addresses, next, Math.min(ends[partition], next + most));
                to.add(partition, new Batch(some.length, store.gather(columns, some, some.length)));
            }
        }
    }

    private static void keep(Batch chunk, byte[] assigned, int kept, RowStore rest) {
        int[] positions = new int[assigned.length];
        int count = 0;
        for (int place = 0; place < assigned.length; place++) {
            positions[count] = place;
            count += assigned[place] < kept ? 1 : 0;
        }
        if (count > 0) {
            rest.takeOver(chunk.select(positions, count).compacted());
        }
    }

    /** The addresses of the rows in these chunks, partition by partition, and where each partition ends. */
    private int[] order(int from, int end, int[] ends) {
        int[] next = new int[PARTITIONS + 1];
        for (int chunk = from; chunk < end; chunk++) {
            for (byte partition : partitions[chunk]) {
                next[partition + 1]++;
            }
        }
        for (int partition = 0; partition < PARTITIONS; partition++) {
            next[partition + 1] += next[partition];
            ends[partition] = next[partition + 1];
        }
        int[] addresses = new int[ends[PARTITIONS - 1]];
        for (int chunk = from; chunk < end; chunk++) {
            byte[] assigned = partitions[chunk];
            for (int place = 0; place < assigned.length; place++) {
                addresses[next[assigned[place]]++] = RowAddress.of(chunk, place);
            }
        }
        return addresses;
    }
}
