package io.weft.runner.aggregate;

import io.weft.runner.vector.BytesDictionary;
import io.weft.runner.vector.CodedBytesVector;
import io.weft.runner.vector.Vector;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the group of each combination of dictionary ids, so that rows whose keys are all coded strings find their group without hashing
 * or comparing anything. Of use as long as the dictionaries stay the same objects and have few combinations.
 */
final class DictionaryGroups {
    private static final int MOST_COMBINATIONS = 1 << 14;

    private final @Nullable BytesDictionary[] dictionaries;

    /** For each combination its group plus one, or zero. */
    private int[] groups = new int[0];

    DictionaryGroups(int keys) {
        dictionaries = new BytesDictionary[keys];
    }

    /** Whether the keys are of the kind that is remembered; if so, they are what the next calls are about. */
    boolean turnTo(List<Vector> keys) {
        long combinations = 1;
        boolean same = true;
        for (int key = 0; key < dictionaries.length; key++) {
            if (!(keys.get(key) instanceof CodedBytesVector coded)) {
                return false;
            }
            same &= dictionaries[key] == coded.dictionary();
            // One more than there are ids: for null.
            combinations *= coded.dictionary().size() + 1L;
            if (combinations > MOST_COMBINATIONS) {
                return false;
            }
        }
        if (!same) {
            for (int key = 0; key < dictionaries.length; key++) {
                dictionaries[key] = ((CodedBytesVector) keys.get(key)).dictionary();
            }
            groups = new int[(int) combinations];
        }
        return true;
    }

    /** Writes the combination of each of these rows. */
    void combine(List<Vector> keys, int[] positions, int rows, int[] combinations) {
        for (int index = 0; index < rows; index++) {
            combinations[index] = 0;
        }
        for (Vector key : keys) {
            CodedBytesVector coded = (CodedBytesVector) key;
            int size = coded.dictionary().size();
            int[] ids = coded.ids();
            boolean[] nulls = coded.nulls();
            for (int index = 0; index < rows; index++) {
                int row = positions[index];
                int id = nulls != null && nulls[row] ? size : ids[row];
                combinations[index] = combinations[index] * (size + 1) + id;
            }
        }
    }

    /** The group of the combination, or -1. */
    int group(int combination) {
        return groups[combination] - 1;
    }

    void remember(int combination, int group) {
        groups[combination] = group + 1;
    }

    /** Forgets all groups: they have other numbers from now on. */
    void clear() {
        Arrays.fill(dictionaries, null);
        groups = new int[0];
    }
}
