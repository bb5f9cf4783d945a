package io.weft.runner.sort;

import io.weft.expr.SortColumn;
import io.weft.runner.vector.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Chooses some keys of many, each row's with the same probability: it keeps so many, and each later row takes the place of one of
 * them as often as is fair. The same rows in the same order give the same keys.
 */
public final class KeySampler {
    private final KeyEncoder encoder;
    private final int mostKeys;
    private final int mostKeyBytes;
    private final SplittableRandom random;
    private final List<byte[]> keys = new ArrayList<>();
    private long rows;

    /**
     * Nothing chosen yet.
     *
     * @param columns that keys are made of
     * @param mostKeyBytes that are kept of a key
     * @param seed of the choice
     */
    public KeySampler(List<SortColumn> columns, int mostKeys, int mostKeyBytes, long seed) {
        this.encoder = new KeyEncoder(columns);
        this.mostKeys = mostKeys;
        this.mostKeyBytes = mostKeyBytes;
        this.random = new SplittableRandom(seed);
    }

    /** Takes in the rows that count. */
    public void add(Batch batch) {
        RowKeys batchKeys = encoder.encode(batch);
        for (int row = 0; row < batchKeys.size(); row++) {
            rows++;
            if (keys.size() < mostKeys) {
                keys.add(batchKeys.copy(row, mostKeyBytes));
                continue;
            }
            long place = random.nextLong(rows);
            if (place < mostKeys) {
                keys.set((int) place, batchKeys.copy(row, mostKeyBytes));
            }
        }
    }

    /** The rows taken in. */
    public long rows() {
        return rows;
    }

    /** The keys chosen, or their beginnings, in order. */
    public List<byte[]> keys() {
        List<byte[]> sorted = new ArrayList<>(keys);
        sorted.sort(Arrays::compareUnsigned);
        return sorted;
    }
}
