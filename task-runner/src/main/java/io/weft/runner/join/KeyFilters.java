package io.weft.runner.join;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Makes a filter of each key column while the build side is read, for somebody who waits for them. */
final class KeyFilters {
    private final List<Integer> columns;
    private final List<KeyFilter.Builder> builders = new ArrayList<>();
    private final Consumer<List<KeyFilter>> receiver;
    private final int[] present = new int[Batch.MAX_ROWS];

    /**
     * @param columns the build side's keys
     * @param mostBytes of all filters together, about
     */
    KeyFilters(List<Integer> columns, long mostBytes, Consumer<List<KeyFilter>> receiver) {
        this.columns = columns;
        this.receiver = receiver;
        for (int key = 0; key < columns.size(); key++) {
            builders.add(new KeyFilter.Builder(mostBytes / columns.size()));
        }
    }

    /** Adds rows of the build side; those with a null among their keys match nothing and do not count. */
    void add(Batch rows) {
        List<Vector> keys = new ArrayList<>(columns.size());
        columns.forEach(column -> keys.add(rows.column(column)));
        int count = JoinKeys.keepPresent(keys, rows.positions(), rows.selectedCount(), present);
        for (int key = 0; key < builders.size(); key++) {
            builders.get(key).add(keys.get(key), present, count);
        }
    }

    /** Hands the filters over, once all rows have been added. */
    void finish() {
        receiver.accept(builders.stream().map(KeyFilter.Builder::build).toList());
    }
}
