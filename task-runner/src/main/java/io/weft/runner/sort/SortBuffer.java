package io.weft.runner.sort;

import io.weft.runner.memory.MemoryReservation;
import io.weft.runner.vector.BytesDictionary;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Rows in memory that a reservation grants: pieces that are sorted, and rows that wait to become the next piece. */
final class SortBuffer {
    /** What a chunk takes beside its arrays, about, and what a piece does. */
    private static final int OBJECT_BYTES = 512;

    private final MemoryReservation memory;
    private final KeySorter sorter = new KeySorter();
    private final List<SortChunk> chunks = new ArrayList<>();
    private final List<int[]> pieces = new ArrayList<>();
    private final Set<BytesDictionary> dictionaries = Collections.newSetFromMap(new IdentityHashMap<>());
    private long rows;

    /** The first chunk that is in no piece, and the rows from there on. */
    private int waitingChunk;

    private int waitingRows;

    /** Nothing yet; the reservation is the caller's to close. */
    SortBuffer(MemoryReservation memory) {
        this.memory = memory;
    }

    boolean isEmpty() {
        return chunks.isEmpty();
    }

    long rows() {
        return rows;
    }

    /** Rows that are in no piece. */
    int waitingRows() {
        return waitingRows;
    }

    /** Adds a chunk, whose rows wait; returns false, and changes nothing, where the memory is refused. */
    boolean add(SortChunk chunk) {
        if (chunks.size() == SortChunk.MOST_CHUNKS || !memory.tryGrow(bytesFor(chunk))) {
            return false;
        }
        keep(chunk);
        return true;
    }

    /**
     * The same where there is nothing to spill.
     *
     * @throws io.weft.error.WeftException where the memory is refused
     */
    void addAnyway(SortChunk chunk) {
        memory.grow(bytesFor(chunk));
        keep(chunk);
    }

    private long bytesFor(SortChunk chunk) {
        long bytes = OBJECT_BYTES + chunk.retainedBytes();
        bytes += (long) chunk.rows().rowCount() * (Integer.BYTES + KeySorter.BYTES_PER_ROW);
        Set<BytesDictionary> counted = Collections.newSetFromMap(new IdentityHashMap<>());
        for (BytesDictionary dictionary : chunk.dictionaries()) {
            if (!dictionaries.contains(dictionary) && counted.add(dictionary)) {
                bytes += dictionary.retainedBytes();
            }
        }
        return bytes;
    }

    private void keep(SortChunk chunk) {
        chunks.add(chunk);
        dictionaries.addAll(chunk.dictionaries());
        rows += chunk.rows().rowCount();
        waitingRows += chunk.rows().rowCount();
    }

    /** Makes a sorted piece of the rows that wait. */
    void endPiece() {
        if (waitingRows == 0) {
            return;
        }
        int[] addresses = new int[waitingRows];
        int count = 0;
        for (int number = waitingChunk; number < chunks.size(); number++) {
            int size = chunks.get(number).rows().rowCount();
            for (int row = 0; row < size; row++) {
                addresses[count++] = SortChunk.address(number, row);
            }
        }
        sorter.sort(chunks, addresses, count);
        pieces.add(addresses);
        memory.release((long) count * KeySorter.BYTES_PER_ROW);
        waitingChunk = chunks.size();
        waitingRows = 0;
    }

    /** All rows in order, up to the limit. The buffer must not change meanwhile. */
    RunMerge merge(List<? extends Type> types, long limit) {
        endPiece();
        List<RunCursor> cursors = new ArrayList<>();
        pieces.forEach(piece -> cursors.add(new MemoryCursor(chunks, piece)));
        return new RunMerge(types, cursors, limit);
    }

    /** Lets all rows go and gives the memory back. */
    void clear() {
        chunks.clear();
        pieces.clear();
        dictionaries.clear();
        rows = 0;
        waitingChunk = 0;
        waitingRows = 0;
        memory.release(memory.bytes());
    }
}
