package io.weft.runner.operator;

import io.weft.runner.aggregate.Groups;
import io.weft.runner.block.BlockWriter;
import io.weft.runner.spill.SpillFile;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.RowHasher;
import io.weft.runner.vector.Vector;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * States of groups on disk, divided by the hash of their keys into partitions that can be merged one after the other.
 *
 * <p>The file has one window of groups after the other, and in each window one partition after the other.
 */
final class SpilledGroups implements AutoCloseable {
    static final int PARTITIONS = 16;

    private static final int WINDOW = 1 << 14;
    private static final long LEVEL_STEP = 0x9E37_79B9_7F4A_7C15L;

    private final SpillFile file;
    private final int level;
    private final long batchBytes;
    private final RowHasher hasher;

    /** For each window the ends of its partitions in the file, after the start of the first. */
    private final List<long[]> windows = new ArrayList<>();

    private final int[] partitions = new int[WINDOW];
    private final int[] ordered = new int[WINDOW];
    private final int[] numbers = new int[Batch.MAX_ROWS];

    /**
     * Nothing in the file yet, which is closed with this.
     *
     * @param level how often these rows have been divided before: each time by other bits of the hash
     */
    SpilledGroups(SpillFile file, int level, int keyCount, long batchBytes) {
        this.file = file;
        this.level = level;
        this.batchBytes = batchBytes;
        this.hasher = new RowHasher(keyCount);
    }

    int level() {
        return level;
    }

    /** Appends the states of all groups. */
    void add(Groups groups, BlockWriter writer) {
        for (int start = 0; start < groups.count(); start += WINDOW) {
            addWindow(groups, start, Math.min(WINDOW, groups.count() - start), writer);
        }
    }

    private void addWindow(Groups groups, int start, int count, BlockWriter writer) {
        int[] ends = order(groups, start, count);
        long[] places = new long[PARTITIONS + 1];
        places[0] = file.length();
        int from = 0;
        for (int partition = 0; partition < PARTITIONS; partition++) {
            while (from < ends[partition]) {
                int fitting = groups.fitting(ordered, from, ends[partition], batchBytes);
                int[] some = Arrays.copyOfRange(ordered, from, from + fitting);
                file.append(writer.encode(groups.states(some, fitting)));
                from += fitting;
            }
            places[partition + 1] = file.length();
        }
        windows.add(places);
    }

    /** Orders the window's groups by partition, and returns where in that order each partition ends. */
    private int[] order(Groups groups, int start, int count) {
        int[] ends = new int[PARTITIONS];
        int done = 0;
        while (done < count) {
            int most = Math.min(count - done, Batch.MAX_ROWS);
            for (int index = 0; index < most; index++) {
                numbers[index] = start + done + index;
            }
            int some = groups.fitting(numbers, 0, most, batchBytes);
            assign(groups.keys(numbers, some), some, done, ends);
            done += some;
        }
        for (int partition = 1; partition < PARTITIONS; partition++) {
            ends[partition] += ends[partition - 1];
        }
        int[] next = new int[PARTITIONS];
        System.arraycopy(ends, 0, next, 1, PARTITIONS - 1);
        for (int index = 0; index < count; index++) {
            ordered[next[partitions[index]]++] = start + index;
        }
        return ends;
    }

    private void assign(List<Vector> keys, int count, int to, int[] sizes) {
        Batch batch = new Batch(count, keys);
        long[] hashes = hasher.hash(keys, batch.positions(), count);
        for (int index = 0; index < count; index++) {
            long bits = RowHasher.mix(hashes[index] + LEVEL_STEP * (level + 1));
            int partition = (int) (bits >>> 32) & (PARTITIONS - 1);
            partitions[to + index] = partition;
            sizes[partition]++;
        }
    }

    /** The blocks of a partition. */
    InputStream read(int partition) {
        List<InputStream> pieces = new ArrayList<>();
        for (long[] places : windows) {
            if (places[partition] < places[partition + 1]) {
                pieces.add(file.read(places[partition], places[partition + 1]));
            }
        }
        return new SequenceInputStream(Collections.enumeration(pieces));
    }

    @Override
    public void close() {
        file.close();
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
