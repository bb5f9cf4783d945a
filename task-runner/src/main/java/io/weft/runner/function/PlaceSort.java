package io.weft.runner.function;

import io.weft.runner.vector.Vector;

/** Sorts places of a vector by the values there, nulls first; merges runs of doubling length, and keeps its arrays. */
final class PlaceSort {
    private int[] places = {};
    private int[] merged = {};

    /** The places from {@code start} on in the order of their values, in an array that is valid until the next call. */
    int[] sorted(Vector values, int start, int count) {
        if (places.length < count) {
            places = new int[count];
            merged = new int[count];
        }
        for (int index = 0; index < count; index++) {
            places[index] = start + index;
        }
        for (int run = 1; run < count; run *= 2) {
            for (int from = 0; from < count; from += 2 * run) {
                merge(values, from, Math.min(from + run, count), Math.min(from + 2 * run, count));
            }
            int[] swapped = places;
            places = merged;
            merged = swapped;
        }
        return places;
    }

    private void merge(Vector values, int from, int middle, int to) {
        int left = from;
        int right = middle;
        for (int index = from; index < to; index++) {
            boolean takeLeft = right == to || (left < middle && compare(values, places[left], places[right]) <= 0);
            merged[index] = takeLeft ? places[left++] : places[right++];
        }
    }

    private static int compare(Vector values, int left, int right) {
        if (values.isNull(left) || values.isNull(right)) {
            return Boolean.compare(!values.isNull(left), !values.isNull(right));
        }
        return Elements.compare(values, left, values, right);
    }
}
