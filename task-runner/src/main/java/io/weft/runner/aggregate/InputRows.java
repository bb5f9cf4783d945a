package io.weft.runner.aggregate;

import io.weft.runner.vector.EncodedValues;
import io.weft.runner.vector.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows on their way into groups: the values of the keys and of the aggregates' arguments, or states, and the positions of the rows that count. */
public final class InputRows {
    private final List<Vector> columns;
    private final int keyCount;
    private final int[] positions;
    private final int count;
    private @Nullable List<Vector> comparableKeys;

    /**
     * The rows at the first {@code count} of these positions.
     *
     * @param columns the keys, then the arguments or the states of each aggregate
     */
    public InputRows(List<Vector> columns, int keyCount, int[] positions, int count) {
        this.columns = columns;
        this.keyCount = keyCount;
        this.positions = positions;
        this.count = count;
    }

    public List<Vector> keys() {
        return columns.subList(0, keyCount);
    }

    /** The keys in a form that {@link GroupTable} compares: lists and structs as their encodings. */
    List<Vector> comparableKeys() {
        List<Vector> known = comparableKeys;
        if (known == null) {
            known = new ArrayList<>(keyCount);
            for (Vector key : keys()) {
                known.add(EncodedValues.areNeeded(key.kind()) ? EncodedValues.encode(key, positions, count) : key);
            }
            comparableKeys = known;
        }
        return known;
    }

    List<Vector> columns(int from, int to) {
        return columns.subList(keyCount + from, keyCount + to);
    }

    int[] positions() {
        return positions;
    }

    public int count() {
        return count;
    }

    /** Some of these rows. */
    public InputRows slice(int from, int rows) {
        if (from == 0 && rows == count) {
            return this;
        }
        return new InputRows(columns, keyCount, Arrays.copyOfRange(positions, from, from + rows), rows);
    }
}
