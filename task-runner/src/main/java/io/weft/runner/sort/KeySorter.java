package io.weft.runner.sort;

import java.util.Arrays;
import java.util.List;

/**
 * Sorts the addresses of rows by the rows' keys. It takes the bytes that keys do not have in common, eight at a time, and distributes the rows by
 * them, byte by byte from the last (a radix sort); rows that are equal so far are sorted by what follows. One sorter serves one thread.
 */
final class KeySorter {
    /** Rows that are sooner sorted by comparing them. */
    private static final int FEW = 16;

    private static final int VALUES = 1 << Byte.SIZE;

    /** Bytes for each row beside its address while it is being sorted. */
    static final int BYTES_PER_ROW = 2 * Long.BYTES + Integer.BYTES;

    private final int[] counts = new int[Long.BYTES * VALUES];
    private int[] pending = new int[3 * 64];
    private int pendingCount;

    private long[] prefixes = new long[0];
    private long[] otherPrefixes = new long[0];
    private int[] otherRows = new int[0];

    /** Sorts the first {@code count} addresses, which are those of rows of the chunks. */
    void sort(List<SortChunk> chunks, int[] rows, int count) {
        prefixes = new long[count];
        otherPrefixes = new long[count];
        otherRows = new int[count];
        push(0, count, 0);
        while (pendingCount > 0) {
            pendingCount -= 3;
            sort(chunks, rows, pending[pendingCount], pending[pendingCount + 1], pending[pendingCount + 2]);
        }
        prefixes = new long[0];
        otherPrefixes = new long[0];
        otherRows = new int[0];
    }

    private void push(int from, int to, int skip) {
        if (pendingCount == pending.length) {
            pending = Arrays.copyOf(pending, 2 * pending.length);
        }
        pending[pendingCount++] = from;
        pending[pendingCount++] = to;
        pending[pendingCount++] = skip;
    }

    /** Sorts a range of rows that agree in the first {@code skip} bytes; what stays equal in eight more is left pending. */
    private void sort(List<SortChunk> chunks, int[] rows, int from, int to, int skip) {
        if (to - from <= FEW) {
            insert(chunks, rows, from, to, skip);
            return;
        }
        RowKeys firstKeys = keys(chunks, rows[from]);
        int first = SortChunk.row(rows[from]);
        int common = firstKeys.length(first) - skip;
        for (int index = from + 1; index < to && common > 0; index++) {
            common = firstKeys.common(first, keys(chunks, rows[index]), SortChunk.row(rows[index]), skip, common);
        }
        int depth = skip + common;
        if (depth == firstKeys.length(first)) {
            // No key is the beginning of another: all are equal.
            return;
        }
        for (int index = from; index < to; index++) {
            prefixes[index] = keys(chunks, rows[index]).prefix(SortChunk.row(rows[index]), depth);
        }
        distribute(rows, from, to);
        leaveEqual(chunks, rows, from, to, depth + Long.BYTES);
    }

    private void leaveEqual(List<SortChunk> chunks, int[] rows, int from, int to, int depth) {
        int start = from;
        for (int index = from + 1; index <= to; index++) {
            if (index == to || prefixes[index] != prefixes[start]) {
                if (index - start > 1 && keys(chunks, rows[start]).length(SortChunk.row(rows[start])) > depth) {
                    push(start, index, depth);
                }
                start = index;
            }
        }
    }

    private static void insert(List<SortChunk> chunks, int[] rows, int from, int to, int skip) {
        for (int index = from + 1; index < to; index++) {
            int moved = rows[index];
            RowKeys keys = keys(chunks, moved);
            int row = SortChunk.row(moved);
            int place = index;
            while (place > from
                    && keys(chunks, rows[place - 1]).compare(SortChunk.row(rows[place - 1]), keys, row, skip) > 0) {
                rows[place] = rows[place - 1];
                place--;
            }
            rows[place] = moved;
        }
    }

    private static RowKeys keys(List<SortChunk> chunks, int address) {
        return chunks.get(SortChunk.number(address)).keys();
    }

    /** Sorts a range by the prefixes alone. */
    private void distribute(int[] rows, int from, int to) {
        count(from, to);
        long[] source = prefixes;
        long[] target = otherPrefixes;
        int[] sourceRows = rows;
        int[] targetRows = otherRows;
        for (int digit = 0; digit < Long.BYTES; digit++) {
            int shift = digit * Byte.SIZE;
            int base = digit * VALUES;
            if (counts[base + (int) (source[from] >>> shift & 0xFF)] == to - from) {
                continue;
            }
            int place = from;
            for (int value = base; value < base + VALUES; value++) {
                int size = counts[value];
                counts[value] = place;
                place += size;
            }
            for (int index = from; index < to; index++) {
                int next = counts[base + (int) (source[index] >>> shift & 0xFF)]++;
                target[next] = source[index];
                targetRows[next] = sourceRows[index];
            }
            long[] swapped = source;
            source = target;
            target = swapped;
            int[] swappedRows = sourceRows;
            sourceRows = targetRows;
            targetRows = swappedRows;
        }
        if (source != prefixes) {
            System.arraycopy(source, from, prefixes, from, to - from);
            System.arraycopy(sourceRows, from, rows, from, to - from);
        }
    }

    /** Counts, for each of the eight bytes, how often it has each value. */
    private void count(int from, int to) {
        Arrays.fill(counts, 0);
        for (int index = from; index < to; index++) {
            long prefix = prefixes[index];
            for (int digit = 0; digit < Long.BYTES; digit++) {
                counts[digit * VALUES + (int) (prefix & 0xFF)]++;
                prefix >>>= Byte.SIZE;
            }
        }
    }
}
