package io.weft.runner.aggregate;

import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorKind;

/** For each group a list of values, in the order in which they were added: the values of all groups one after the other, each with its successor. */
final class ElementLists {
    /** A list on its way out is a vector, part of a block, and compressed. */
    private static final int COPIES = 3;

    private final GroupValues values;

    /** For each element the next of its group plus one, or zero. */
    private final LongSegments successors = new LongSegments(1);

    /** For each group the first and the last element plus one, each in half a long, and their number. */
    private final LongSegments lists = new LongSegments(2);

    private int count;

    /** The number of elements of the longest list. */
    private int longest;

    ElementLists(VectorKind kind) {
        values = GroupValues.of(kind);
    }

    /** The most bytes held once there is room for so many groups and these elements have been added. */
    long bytesAfter(int groups, Vector source, int[] positions, int elements) {
        int total = Math.addExact(count, elements);
        long valueBytes = values.bytesAfter(total, source, positions, elements);
        return lists.bytesFor(groups)
                + successors.bytesFor(total)
                + valueBytes
                + copies(Math.min(total, (long) longest + elements), valueBytes, total);
    }

    /** What the longest list takes while it is handed on, which is done whole. */
    private static long copies(long length, long valueBytes, int elements) {
        return elements == 0 ? 0 : COPIES * (long) ((double) valueBytes / elements * length);
    }

    long retainedBytes() {
        return lists.retainedBytes()
                + successors.retainedBytes()
                + values.retainedBytes()
                + copies(longest, values.retainedBytes(), count);
    }

    void ensure(int groups) {
        lists.ensure(groups);
    }

    /** Makes room for so many more elements. */
    void ensureMore(int elements) {
        successors.ensure(count + elements);
        values.ensure(count + elements);
    }

    /** Appends a row's value, which is not null, to the group's list, and returns the element's number. */
    int add(int group, Vector source, int row) {
        int element = count++;
        values.set(element, source, row);
        long[] segment = lists.segments()[group >>> lists.shift()];
        int place = 2 * (group & lists.mask());
        int last = (int) segment[place];
        if (last == 0) {
            segment[place] = (long) (element + 1) << 32 | (element + 1);
        } else {
            successors.set(last - 1, element + 1);
            segment[place] = (segment[place] & 0xFFFF_FFFF_0000_0000L) | (element + 1);
        }
        segment[place + 1]++;
        longest = Math.max(longest, (int) segment[place + 1]);
        return element;
    }

    /** The number of elements of all groups. */
    int count() {
        return count;
    }

    /** The number of the group's elements. */
    int length(int group) {
        return (int) lists.segments()[group >>> lists.shift()][2 * (group & lists.mask()) + 1];
    }

    /** Writes the numbers of the group's elements, from {@code to} on. */
    void elements(int group, int[] out, int to) {
        long first = lists.segments()[group >>> lists.shift()][2 * (group & lists.mask())] >>> 32;
        int place = to;
        for (long next = first; next != 0; next = successors.get((int) next - 1)) {
            out[place++] = (int) next - 1;
        }
    }

    /** The places where the lists of these groups begin when they are laid one after the other, and where the last ends. */
    int[] offsets(int[] groups, int groupCount) {
        int[] offsets = new int[groupCount + 1];
        for (int index = 0; index < groupCount; index++) {
            offsets[index + 1] = Math.addExact(offsets[index], length(groups[index]));
        }
        return offsets;
    }

    /** The elements of these groups, one group after the other. */
    int[] elements(int[] groups, int groupCount, int[] offsets) {
        int[] elements = new int[offsets[groupCount]];
        for (int index = 0; index < groupCount; index++) {
            elements(groups[index], elements, offsets[index]);
        }
        return elements;
    }

    /** The values of these elements. */
    Vector vector(int[] elements, int elementCount) {
        return vector(elements, elementCount, new boolean[elementCount]);
    }

    /** The values of these elements, nulls where flagged; what stands for an element there must be one there is room for. */
    Vector vector(int[] elements, int elementCount, boolean[] nulls) {
        return values.vector(elements, elementCount, nulls);
    }

    /** The order of two elements by their values. */
    int compare(int left, int right) {
        return values.compare(left, right);
    }

    /** About how many bytes the group's list takes in a batch. */
    long bytes(int group) {
        long bytes = Integer.BYTES;
        long first = lists.segments()[group >>> lists.shift()][2 * (group & lists.mask())] >>> 32;
        for (long next = first; next != 0; next = successors.get((int) next - 1)) {
            bytes += values.bytes((int) next - 1);
        }
        return bytes;
    }

    void clear() {
        values.clear();
        successors.clear();
        lists.clear();
        count = 0;
        longest = 0;
    }
}
