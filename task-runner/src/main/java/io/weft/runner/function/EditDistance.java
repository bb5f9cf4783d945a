package io.weft.runner.function;

/** Levenshtein's distance between two texts in characters, by rows of the table; keeps its arrays. */
final class EditDistance {
    private int[] left = {};
    private int[] right = {};
    private int[] row = {};

    /** The distance between the first two arguments. */
    int between(Arguments in) {
        left = withRoom(left, in.length(0));
        right = withRoom(right, in.length(1));
        int leftCount = decode(in, 0, left);
        int rightCount = decode(in, 1, right);
        row = withRoom(row, rightCount + 1);
        for (int column = 0; column <= rightCount; column++) {
            row[column] = column;
        }
        for (int index = 0; index < leftCount; index++) {
            addRow(left[index], index + 1, rightCount);
        }
        return row[rightCount];
    }

    private void addRow(int letter, int first, int columns) {
        int diagonal = row[0];
        row[0] = first;
        for (int column = 1; column <= columns; column++) {
            int replaced = diagonal + (right[column - 1] == letter ? 0 : 1);
            diagonal = row[column];
            row[column] = Math.min(replaced, Math.min(row[column], row[column - 1]) + 1);
        }
    }

    private static int decode(Arguments in, int index, int[] out) {
        byte[] bytes = in.bytes(index);
        int end = in.end(index);
        int count = 0;
        for (int place = in.start(index); place < end; place = Utf8.next(bytes, place, end)) {
            out[count++] = Utf8.codePoint(bytes, place, end);
        }
        return count;
    }

    private static int[] withRoom(int[] array, int size) {
        return array.length >= size ? array : new int[Math.max(size, 2 * array.length)];
    }
}
