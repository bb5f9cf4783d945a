package io.weft.runner.join;

import io.weft.runner.vector.RowHasher;
import io.weft.runner.vector.Vector;
import java.util.List;

/** Divides rows of both sides by the hash of their keys, so that equal keys share a partition. For one thread. */
final class Divider {
    static final int PARTITIONS = 16;

    /** Divisions after which rows that still share a partition have the same hash. */
    static final int MOST_LEVELS = 16;

    private static final long LEVEL_STEP = 0x9E37_79B9_7F4A_7C15L;

    private final RowHasher hasher;
    private final int level;

    /** Where the next row goes that has a null among its keys. */
    private int turn;

    /** A divider of rows that have been divided so often before: each time by other bits of the hash. */
    Divider(int keyCount, int level) {
        this.level = level;
        hasher = new RowHasher(keyCount);
    }

    /** Writes the partition of each of these rows. Rows with a null among their keys match none, and are dealt out in turn. */
    void assign(List<Vector> keys, int[] positions, int count, byte[] partitions) {
        long[] hashes = hasher.hash(keys, positions, count);
        for (int index = 0; index < count; index++) {
            long bits = RowHasher.mix(hashes[index] + LEVEL_STEP * (level + 1));
            partitions[index] = (byte) ((int) (bits >>> Integer.SIZE) & (PARTITIONS - 1));
        }
        if (JoinKeys.mayBeNull(keys)) {
            for (int index = 0; index < count; index++) {
                if (!JoinKeys.isPresent(keys, positions[index])) {
                    partitions[index] = (byte) (turn++ & (PARTITIONS - 1));
                }
            }
        }
    }
}
