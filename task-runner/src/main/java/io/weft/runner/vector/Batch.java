package io.weft.runner.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The unit that operators pass on: equally long vectors and, where a filter went before, the positions of the rows that
 * count. Everything at a position that is not selected is to be ignored, even where it would be an error.
 *
 * <p>A loop over the rows:
 * <pre>{@code
 * for (int index = 0; index < batch.selectedCount(); index++) {
 *     int row = batch.position(index);
 * }
 * }</pre>
 * or, where it has to be fast, one loop for {@code selection() == null} over {@code 0..rowCount()} and one over the selection.
 */
public final class Batch {
    /** The most slots of a batch. */
    public static final int MAX_ROWS = 4096;

    private static final int SPARSE_FRACTION = 4;
    private static final int[] ALL_POSITIONS = IntStream.range(0, MAX_ROWS).toArray();

    private final List<Vector> columns;
    private final int rowCount;
    private final int @Nullable [] selection;
    private final int selectedCount;

    /** A batch of which all rows count. The number is given because there may be no column. */
    public Batch(int rowCount, List<? extends Vector> columns) {
        this(rowCount, List.copyOf(columns), null, rowCount);
    }

    private Batch(int rowCount, List<Vector> columns, int @Nullable [] selection, int selectedCount) {
        if (rowCount < 0 || rowCount > MAX_ROWS) {
            throw new IllegalArgumentException("A batch of %d rows".formatted(rowCount));
        }
        for (Vector column : columns) {
            if (column.size() != rowCount) {
                throw new IllegalArgumentException(
                        "A column of %d rows in a batch of %d".formatted(column.size(), rowCount));
            }
        }
        this.columns = columns;
        this.rowCount = rowCount;
        this.selection = selection;
        this.selectedCount = selectedCount;
    }

    /** The number of slots in each vector, selected or not. */
    public int rowCount() {
        return rowCount;
    }

    /** The number of rows that count. */
    public int selectedCount() {
        return selectedCount;
    }

    /**
     * The rising positions of the rows that count, to be read only, valid up to {@link #selectedCount}; null where all rows do.
     */
    public int @Nullable [] selection() {
        return selection;
    }

    /** The same with an array in any case, to be read only: for loops that need not be faster where all rows count. */
    public int[] positions() {
        return selection == null ? ALL_POSITIONS : selection;
    }

    /** The slot of the row that is {@code index}th among those that count. */
    public int position(int index) {
        return selection == null ? index : selection[index];
    }

    public int columnCount() {
        return columns.size();
    }

    public Vector column(int index) {
        return columns.get(index);
    }

    public List<Vector> columns() {
        return columns;
    }

    /** The same selection of rows with other columns, each of {@link #rowCount} slots. */
    public Batch withColumns(List<? extends Vector> other) {
        return new Batch(rowCount, List.copyOf(other), selection, selectedCount);
    }

    /**
     * The same vectors with only these rows; nothing is copied.
     *
     * @param positions rising slots, all among those selected so far; taken over
     */
    public Batch select(int[] positions, int count) {
        if (count > positions.length || count > selectedCount) {
            throw new IllegalArgumentException("Selecting %d of %d rows".formatted(count, selectedCount));
        }
        return new Batch(rowCount, columns, positions, count);
    }

    /** The first {@code count} of the rows that count. */
    public Batch first(int count) {
        if (count >= selectedCount) {
            return this;
        }
        if (selection != null) {
            return select(selection, count);
        }
        int[] positions = new int[count];
        for (int index = 0; index < count; index++) {
            positions[index] = index;
        }
        return select(positions, count);
    }

    /**
     * The one rule for when copying pays: fewer than a quarter of the slots count, so that whoever computes over all slots would
     * waste most of the work.
     */
    public boolean isSparse() {
        return selectedCount < rowCount / SPARSE_FRACTION;
    }

    /** The rows that count, without a selection: this batch where it has none, else a copy. */
    public Batch compacted() {
        if (selection == null) {
            return this;
        }
        List<Vector> copies = new ArrayList<>(columns.size());
        for (Vector column : columns) {
            copies.add(column.take(selection, selectedCount));
        }
        return new Batch(selectedCount, copies);
    }

    /** Bytes of heap that the vectors hold, without dictionaries, which are shared. */
    public long retainedBytes() {
        long bytes = selection == null ? 0 : 4L * selection.length;
        for (Vector column : columns) {
            bytes += column.retainedBytes();
        }
        return bytes;
    }

    @Override
    public String toString() {
        return "Batch of %d column(s), %d of %d rows".formatted(columns.size(), selectedCount, rowCount);
    }
}
