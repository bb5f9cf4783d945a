package io.weft.runner.join;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.EncodedValues;
import io.weft.runner.vector.Vector;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.List;

/** The keys of both sides in the form that is hashed and compared: lists and structs as their encodings, which are kept beside the build side's columns. */
final class JoinKeys {
    private final List<Integer> probeColumns;
    private final List<Type> storedTypes;

    /** For each key its column among those that are kept. */
    private final int[] storedColumns;

    /** The columns that are encoded, in the order of their encodings. */
    private final List<Integer> encoded = new ArrayList<>();

    JoinKeys(JoinSpec spec) {
        probeColumns = spec.probeKeys();
        List<Type> types = new ArrayList<>(spec.buildTypes());
        storedColumns = new int[spec.buildKeys().size()];
        for (int key = 0; key < storedColumns.length; key++) {
            storedColumns[key] = spec.buildKeys().get(key);
            if (!StoredColumn.isComparable(spec.buildTypes().get(storedColumns[key]))) {
                encoded.add(storedColumns[key]);
                storedColumns[key] = types.size();
                types.add(Type.BINARY);
            }
        }
        storedTypes = List.copyOf(types);
    }

    int count() {
        return storedColumns.length;
    }

    /** The types of the columns that are kept. */
    List<Type> storedTypes() {
        return storedTypes;
    }

    /** For a key the column that it is kept in. */
    int storedColumn(int key) {
        return storedColumns[key];
    }

    /** Build rows, all of which count, as they are kept. */
    Batch stored(Batch rows) {
        if (encoded.isEmpty()) {
            return rows;
        }
        List<Vector> columns = new ArrayList<>(rows.columns());
        for (int column : encoded) {
            columns.add(EncodedValues.encode(rows.column(column), rows.positions(), rows.rowCount()));
        }
        return rows.withColumns(columns);
    }

    /** The keys of rows as they are kept. */
    List<Vector> ofStored(Batch chunk) {
        List<Vector> keys = new ArrayList<>(storedColumns.length);
        for (int column : storedColumns) {
            keys.add(chunk.column(column));
        }
        return keys;
    }

    /** The keys of the probe rows that count. */
    List<Vector> ofProbe(Batch batch) {
        List<Vector> keys = new ArrayList<>(probeColumns.size());
        for (int column : probeColumns) {
            Vector key = batch.column(column);
            keys.add(
                    EncodedValues.areNeeded(key.kind())
                            ? EncodedValues.encode(key, batch.positions(), batch.selectedCount())
                            : key);
        }
        return keys;
    }

    /** Whether some of the keys may be null. */
    static boolean mayBeNull(List<Vector> keys) {
        for (Vector key : keys) {
            if (key.nulls() != null) {
                return true;
            }
        }
        return false;
    }

    /** Writes those of the first {@code count} positions where no key is null, and returns their number; the two arrays may be the same. */
    static int keepPresent(List<Vector> keys, int[] positions, int count, int[] present) {
        if (!mayBeNull(keys)) {
            System.arraycopy(positions, 0, present, 0, count);
            return count;
        }
        int kept = 0;
        for (int index = 0; index < count; index++) {
            int position = positions[index];
            present[kept] = position;
            kept += isPresent(keys, position) ? 1 : 0;
        }
        return kept;
    }

    /** Whether none of the keys of a row is null. */
    static boolean isPresent(List<Vector> keys, int position) {
        for (Vector key : keys) {
            if (key.isNull(position)) {
                return false;
            }
        }
        return true;
    }
}
