package io.weft.runner.aggregate;

/** Sorts the elements of a list by their values: merge sort, so that nothing is made an object and the worst case is no worse. */
final class ElementOrder {
    private static final int SMALL = 16;

    private final ElementLists lists;
    private final int[] elements;
    private final int[] spare;

    private ElementOrder(int[] elements, ElementLists lists) {
        this.lists = lists;
        this.elements = elements;
        spare = new int[elements.length];
    }

    static void sort(int[] elements, ElementLists lists) {
        new ElementOrder(elements, lists).sort(0, elements.length);
    }

    private void sort(int from, int to) {
        if (to - from <= SMALL) {
            insert(from, to);
            return;
        }
        int middle = (from + to) >>> 1;
        sort(from, middle);
        sort(middle, to);
        merge(from, middle, to);
    }

    private void insert(int from, int to) {
        for (int next = from + 1; next < to; next++) {
            int element = elements[next];
            int place = next;
            for (; place > from && lists.compare(elements[place - 1], element) > 0; place--) {
                elements[place] = elements[place - 1];
            }
            elements[place] = element;
        }
    }

    private void merge(int from, int middle, int to) {
        System.arraycopy(elements, from, spare, from, middle - from);
        int left = from;
        int right = middle;
        for (int place = from; left < middle; place++) {
            boolean takesRight = right < to && lists.compare(spare[left], elements[right]) > 0;
            elements[place] = takesRight ? elements[right++] : spare[left++];
        }
    }
}
