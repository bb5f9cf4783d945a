package io.weft.runner.join;

import io.weft.runner.memory.MemoryReservation;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BytesDictionary;
import io.weft.runner.vector.CodedBytesVector;
import io.weft.runner.vector.Vector;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Rows in memory that a reservation grants, as columns, in chunks of at most 1 MB or so. A row has a {@link RowAddress}. */
final class RowStore {
    /** What a chunk takes beside its arrays, about. */
    private static final int OBJECT_BYTES = 512;

    private static final Batch DROPPED = new Batch(0, List.of());

    private final List<Type> types;
    private final MemoryReservation memory;

    /** What is reserved for each row beside the row itself. */
    private final int extraRowBytes;

    private List<Batch> chunks = new ArrayList<>();
    private StoredColumn[] columns;
    private Set<BytesDictionary> dictionaries = Collections.newSetFromMap(new IdentityHashMap<>());
    private long rows;
    private long rowBytes;

    /** Bytes reserved for the rows, and those that the reservation has in any case. */
    private long bytes;

    private final long leastBytes;

    /** No rows of these types yet. The reservation is the caller's to close; what it holds already, it holds on. */
    RowStore(List<Type> types, MemoryReservation memory, int extraRowBytes) {
        this.types = types;
        this.memory = memory;
        this.extraRowBytes = extraRowBytes;
        leastBytes = memory.bytes();
        columns = newColumns();
    }

    private StoredColumn[] newColumns() {
        return types.stream().map(StoredColumn::of).toArray(StoredColumn[]::new);
    }

    /**
     * Adds a chunk that belongs to this store from now on, all of whose rows count.
     *
     * @return false, with nothing changed, where the memory is refused
     */
    boolean add(Batch chunk) {
        long more = bytes + bytesFor(chunk) - memory.bytes();
        if (chunks.size() == RowAddress.MOST_CHUNKS || (more > 0 && !memory.tryGrow(more))) {
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
    void addAnyway(Batch chunk) {
        memory.grow(Math.max(0, bytes + bytesFor(chunk) - memory.bytes()));
        keep(chunk);
    }

    private long bytesFor(Batch chunk) {
        long needed = OBJECT_BYTES + chunk.retainedBytes() + (long) extraRowBytes * chunk.rowCount();
        Set<BytesDictionary> counted = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Vector column : chunk.columns()) {
            if (column instanceof CodedBytesVector coded
                    && !dictionaries.contains(coded.dictionary())
                    && counted.add(coded.dictionary())) {
                needed += coded.dictionary().retainedBytes();
            }
        }
        return needed;
    }

    private void keep(Batch chunk) {
        bytes += bytesFor(chunk);
        chunks.add(chunk);
        for (int column = 0; column < columns.length; column++) {
            Vector vector = chunk.column(column);
            columns[column].add(vector);
            if (vector instanceof CodedBytesVector coded) {
                dictionaries.add(coded.dictionary());
            }
        }
        rows += chunk.rowCount();
        rowBytes += plainBytes(chunk);
    }

    /** Bytes of the rows where strings are not ids. */
    private static long plainBytes(Batch chunk) {
        long bytes = chunk.retainedBytes();
        for (Vector column : chunk.columns()) {
            if (column instanceof CodedBytesVector coded) {
                BytesDictionary dictionary = coded.dictionary();
                long meanLength = dictionary.bytes().length / dictionary.size();
                bytes += chunk.rowCount() * meanLength;
            }
        }
        return bytes;
    }

    boolean isEmpty() {
        return rows == 0;
    }

    long rows() {
        return rows;
    }

    /** About how many bytes a row has in a batch. */
    long meanRowBytes() {
        return 1 + rowBytes / Math.max(1, rows);
    }

    int chunkCount() {
        return chunks.size();
    }

    Batch chunk(int number) {
        return chunks.get(number);
    }

    StoredColumn column(int index) {
        return columns[index];
    }

    /** The values of the first {@code width} columns in these rows, null where there is no row. */
    List<Vector> gather(int width, int[] addresses, int count) {
        List<Vector> vectors = new ArrayList<>(width);
        for (int column = 0; column < width; column++) {
            vectors.add(columns[column].gather(addresses, count));
        }
        return vectors;
    }

    /** Lets all rows go and gives the memory back. */
    void clear() {
        chunks.clear();
        columns = newColumns();
        dictionaries.clear();
        rows = 0;
        rowBytes = 0;
        bytes = 0;
        memory.release(memory.bytes() - leastBytes);
    }

    /** An empty store for some of these rows, which will {@link #replace} this one. */
    RowStore forSome() {
        return new RowStore(types, memory, extraRowBytes);
    }

    /** Takes a chunk of rows that the store has which this one is for. */
    void takeOver(Batch chunk) {
        keep(chunk);
    }

    /** Lets the rows of a chunk go, whose number stays taken; the memory stays reserved until the store is replaced. */
    void drop(int chunk) {
        chunks.set(chunk, DROPPED);
        for (StoredColumn column : columns) {
            column.drop(chunk);
        }
    }

    /** Holds what the other store holds, no more rows than before, and gives back the memory of the others. */
    void replace(RowStore some) {
        chunks = some.chunks;
        columns = some.columns;
        dictionaries = some.dictionaries;
        rows = some.rows;
        rowBytes = some.rowBytes;
        bytes = some.bytes;
        memory.release(Math.max(0, memory.bytes() - Math.max(leastBytes, bytes)));
    }
}
