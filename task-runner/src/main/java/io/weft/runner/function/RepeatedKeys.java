package io.weft.runner.function;

import io.weft.runner.vector.Vector;

/** Finds keys of a map that are the same; they are of a type without parts, and none is null. */
public final class RepeatedKeys {
    private final PlaceSort sort = new PlaceSort();

    /** The place of a key that stands at another place, too; -1 where all are different. */
    public int find(Vector keys, int start, int count) {
        if (count < 2) {
            return -1;
        }
        int[] places = sort.sorted(keys, start, count);
        for (int index = 1; index < count; index++) {
            if (Elements.compare(keys, places[index - 1], keys, places[index]) == 0) {
                return places[index];
            }
        }
        return -1;
    }
}
