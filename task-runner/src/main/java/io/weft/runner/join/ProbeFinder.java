package io.weft.runner.join;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BytesDictionary;
import io.weft.runner.vector.CodedBytesVector;
import io.weft.runner.vector.Vector;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the first match of each probe row: none for a key that is null, and once for each id where the key is a string with a dictionary. */
final class ProbeFinder {
    /** Beyond this, remembering what was found would take much memory. */
    private static final int MOST_REMEMBERED = 1 << 16;

    private static final int UNKNOWN = RowAddress.NONE - 1;

    private final BuildTable.Finder table;
    private final int[] indexes = new int[Batch.MAX_ROWS];
    private final int[] some = new int[Batch.MAX_ROWS];
    private final int[] found = new int[Batch.MAX_ROWS];
    private @Nullable BytesDictionary dictionary;

    /** For each id of the dictionary the first row with that key. */
    private int[] remembered = new int[0];

    ProbeFinder(BuildTable table) {
        this.table = table.finder();
    }

    /** Writes for each of these rows the first of the kept rows that has its key, or {@link RowAddress#NONE}. */
    void find(List<Vector> keys, int[] positions, int count, int[] first) {
        if (keys.size() == 1
                && keys.get(0) instanceof CodedBytesVector coded
                && coded.dictionary().size() <= MOST_REMEMBERED) {
            findByIds(coded, positions, count, first);
        } else if (JoinKeys.mayBeNull(keys)) {
            findPresent(keys, positions, count, first);
        } else {
            table.find(keys, positions, count, first);
        }
    }

    private void findPresent(List<Vector> keys, int[] positions, int count, int[] first) {
        int present = 0;
        for (int index = 0; index < count; index++) {
            first[index] = RowAddress.NONE;
            if (JoinKeys.isPresent(keys, positions[index])) {
                indexes[present] = index;
                some[present++] = positions[index];
            }
        }
        table.find(keys, some, present, found);
        for (int place = 0; place < present; place++) {
            first[indexes[place]] = found[place];
        }
    }

    private void findByIds(CodedBytesVector key, int[] positions, int count, int[] first) {
        if (dictionary != key.dictionary()) {
            dictionary = key.dictionary();
            remembered = new int[key.dictionary().size()];
            Arrays.fill(remembered, UNKNOWN);
        }
        boolean[] nulls = key.nulls();
        int[] ids = key.ids();
        int unknown = 0;
        for (int index = 0; index < count; index++) {
            int position = positions[index];
            if (remembered[ids[position]] == UNKNOWN && (nulls == null || !nulls[position])) {
                remembered[ids[position]] = RowAddress.NONE;
                some[unknown++] = position;
            }
        }
        table.find(List.of(key), some, unknown, found);
        for (int place = 0; place < unknown; place++) {
            remembered[ids[some[place]]] = found[place];
        }
        for (int index = 0; index < count; index++) {
            int position = positions[index];
            first[index] = nulls != null && nulls[position] ? RowAddress.NONE : remembered[ids[position]];
        }
    }
}
