package io.weft.runner.scan;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Parts of a file that are in memory. Not thread-safe. */
final class FilePieces {
    private final TreeMap<Long, Piece> byStart = new TreeMap<>();
    private long bytes;

    /** Bytes of the file from a place on. */
    @SuppressWarnings("ArrayRecordComponent") // Pieces are not compared.
    record Piece(long start, byte[] bytes) {
        long end() {
            return start + bytes.length;
        }
    }

    /** Adds a part, which overlaps no other and is not empty. */
    void add(long start, byte[] part) {
        byStart.put(start, new Piece(start, part));
        bytes += part.length;
    }

    /** The bytes of all parts. */
    long bytes() {
        return bytes;
    }

    /** The part that holds the byte at this place, or null. */
    @Nullable Piece at(long place) {
        Map.Entry<Long, Piece> entry = byStart.floorEntry(place);
        return entry != null && place < entry.getValue().end() ? entry.getValue() : null;
    }

    /** Where the next part after this place begins, but at most {@code end}. */
    long next(long place, long end) {
        Long start = byStart.higherKey(place);
        return start == null ? end : Math.min(start, end);
    }
}
