package io.weft.runner.aggregate;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.RowHasher;
import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorKind;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers groups by their keys: an open-addressing table with linear probing. A slot holds half of the hash and the group's number, so that
 * a row seldom looks at a key that is not its own, and growing the table does not look at keys at all.
 */
final class GroupTable {
    private static final int LEAST_SLOTS = 64;

    private final RowHasher hasher;
    private final DictionaryGroups dictionaryGroups;
    private final KeyRecords records;

    /** The lower half of the hash and the group's number plus one; zero where free. The number of slots is a power of two. */
    private LongSegments slots = new LongSegments(1);

    private final int[] combinations = new int[Batch.MAX_ROWS];
    private final int[] missing = new int[Batch.MAX_ROWS];
    private final int[] slice = new int[KeyRecords.MOST_ENCODED];
    private final long[] candidates = new long[KeyRecords.MOST_ENCODED];

    GroupTable(List<VectorKind> keys) {
        hasher = new RowHasher(keys.size());
        dictionaryGroups = new DictionaryGroups(keys.size());
        records = new KeyRecords(keys);
    }

    /** The number of groups; they are numbered from 0. */
    int count() {
        return records.count();
    }

    /** The most bytes that may be held while and after the groups of these rows have been found. */
    long bytesAfter(List<Vector> keys, int[] positions, int rows) {
        return records.bytesAfter(keys, positions, rows) + slotBytesAfter(rows);
    }

    private long slotBytesAfter(int rows) {
        long now = slots.retainedBytes();
        int needed = slotsFor(records.count() + rows);
        return needed <= slots.capacity() ? now : now + (long) Long.BYTES * needed;
    }

    long retainedBytes() {
        return records.retainedBytes() + slots.retainedBytes();
    }

    /** About how many bytes the group's key takes in a batch. */
    long bytes(int group) {
        return records.bytes(group);
    }

    /** Writes the group of each of these rows; a key that is new gets the next number. */
    void find(List<Vector> keys, int[] positions, int rows, int[] groups) {
        ensureSlots(records.count() + rows);
        if (dictionaryGroups.turnTo(keys)) {
            findByIds(keys, positions, rows, groups);
            return;
        }
        for (int from = 0; from < rows; from += slice.length) {
            int count = Math.min(slice.length, rows - from);
            System.arraycopy(positions, from, slice, 0, count);
            findSlice(keys, count, groups, from);
        }
    }

    private void findByIds(List<Vector> keys, int[] positions, int rows, int[] groups) {
        dictionaryGroups.combine(keys, positions, rows, combinations);
        int missingCount = 0;
        for (int index = 0; index < rows; index++) {
            int group = dictionaryGroups.group(combinations[index]);
            groups[index] = group;
            if (group < 0) {
                missing[missingCount++] = index;
            }
        }
        for (int at = 0; at < missingCount; at++) {
            int index = missing[at];
            int group = dictionaryGroups.group(combinations[index]);
            if (group < 0) {
                slice[0] = positions[index];
                findSlice(keys, 1, groups, index);
                dictionaryGroups.remember(combinations[index], groups[index]);
            } else {
                groups[index] = group;
            }
        }
    }

    /** Finds the groups of the rows at the first positions of {@link #slice}, and writes them from {@code to} on. */
    private void findSlice(List<Vector> keys, int count, int[] groups, int to) {
        long[] hashes = hasher.hash(keys, slice, count);
        records.encode(keys, slice, count);
        int mask = slots.capacity() - 1;
        for (int index = 0; index < count; index++) {
            // Loads that do not wait for each other: the processor fetches many slots at once.
            candidates[index] = slots.get((int) hashes[index] & mask);
        }
        for (int index = 0; index < count; index++) {
            long candidate = candidates[index];
            int group = (int) candidate - 1;
            if (candidate != 0
                    && (int) (candidate >>> 32) == (int) hashes[index]
                    && records.matches(group, index, keys, slice[index])) {
                groups[to + index] = group;
            } else {
                groups[to + index] = findOrAdd((int) hashes[index], index, keys);
            }
        }
    }

    private int findOrAdd(int hash, int index, List<Vector> keys) {
        int mask = slots.capacity() - 1;
        int row = slice[index];
        int slot = hash & mask;
        for (long entry = slots.get(slot); entry != 0; entry = slots.get(slot)) {
            int group = (int) entry - 1;
            if ((int) (entry >>> 32) == hash && records.matches(group, index, keys, row)) {
                return group;
            }
            slot = (slot + 1) & mask;
        }
        int group = records.add(index, keys, row);
        slots.set(slot, (long) hash << 32 | (group + 1));
        return group;
    }

    private void ensureSlots(int groups) {
        int needed = slotsFor(groups);
        if (needed <= slots.capacity()) {
            return;
        }
        LongSegments grown = new LongSegments(1);
        grown.ensure(needed);
        int mask = needed - 1;
        for (int old = 0; old < slots.capacity(); old++) {
            long entry = slots.get(old);
            if (entry != 0) {
                int slot = (int) (entry >>> 32) & mask;
                while (grown.get(slot) != 0) {
                    slot = (slot + 1) & mask;
                }
                grown.set(slot, entry);
            }
        }
        slots = grown;
    }

    /** A power of two of which so many groups fill two thirds at most. */
    private static int slotsFor(int groups) {
        long least = Math.max(LEAST_SLOTS, groups + (groups >> 1) + 1L);
        return Math.toIntExact(Long.highestOneBit(least - 1) << 1);
    }

    /** The keys of these groups, a vector for each column. */
    List<Vector> keys(int[] groups, int count, int columns) {
        Vector[] keys = new Vector[columns];
        for (int column = 0; column < columns; column++) {
            keys[column] = records.column(column, groups, count);
        }
        return Arrays.asList(keys);
    }

    /** Forgets all groups and lets go of their memory. */
    void clear() {
        records.clear();
        slots.clear();
        dictionaryGroups.clear();
    }
}
