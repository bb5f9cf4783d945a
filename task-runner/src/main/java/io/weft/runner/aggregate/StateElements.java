package io.weft.runner.aggregate;

import io.weft.runner.vector.ListVector;

/** Which elements of a column of lists belong to some rows. */
final class StateElements {
    private StateElements() {}

    /** The number of elements in the lists of these rows. */
    static int count(ListVector lists, int[] positions, int rows) {
        int count = 0;
        for (int index = 0; index < rows; index++) {
            count = Math.addExact(count, lists.length(positions[index]));
        }
        return count;
    }

    /** The places of all elements of these rows. */
    static int[] places(ListVector lists, int[] positions, int rows) {
        int[] places = new int[count(lists, positions, rows)];
        int next = 0;
        for (int index = 0; index < rows; index++) {
            int start = lists.start(positions[index]);
            for (int place = start; place < start + lists.length(positions[index]); place++) {
                places[next++] = place;
            }
        }
        return places;
    }
}
