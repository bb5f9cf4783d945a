package io.weft.runner.vector;

/** What lists and maps do alike with their offsets. */
final class Ranges {
    private Ranges() {}

    /** The offsets of the rows at the positions, from 0. */
    static int[] offsets(int[] offsets, int[] positions, int count) {
        int[] taken = new int[count + 1];
        for (int index = 0; index < count; index++) {
            int row = positions[index];
            taken[index + 1] = Math.addExact(taken[index], offsets[row + 1] - offsets[row]);
        }
        return taken;
    }

    /** The places that the rows at the positions have, one after the other. */
    static int[] places(int[] offsets, int[] positions, int count) {
        int total = 0;
        for (int index = 0; index < count; index++) {
            total = Math.addExact(total, offsets[positions[index] + 1] - offsets[positions[index]]);
        }
        int[] places = new int[total];
        int next = 0;
        for (int index = 0; index < count; index++) {
            for (int place = offsets[positions[index]]; place < offsets[positions[index] + 1]; place++) {
                places[next++] = place;
            }
        }
        return places;
    }
}
