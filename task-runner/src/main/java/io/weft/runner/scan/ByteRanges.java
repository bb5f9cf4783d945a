package io.weft.runner.scan;

import io.weft.runner.format.InputFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Parts of a file that are to be read, neighbours with one request. */
final class ByteRanges {
    /** Reading so many bytes that nobody wants is cheaper than a second request, in any case and where they are a small part of it. */
    private static final long SMALL_GAP = 4 * 1024;

    private static final long LARGEST_GAP = 64 * 1024;
    private static final long SMALL_PART = 4;

    /** Requests are joined up to this size. */
    private static final long LARGEST_REQUEST = 16L << 20;

    private final List<ByteRange> requests;

    /** From {@code start} to before {@code end}. */
    record ByteRange(long start, long end) {
        long length() {
            return end - start;
        }
    }

    /** The ranges, which may be in any order and must not be longer than an array. */
    ByteRanges(List<ByteRange> ranges) {
        List<ByteRange> sorted = new ArrayList<>(ranges);
        sorted.sort(Comparator.comparingLong(ByteRange::start));
        requests = new ArrayList<>();
        for (ByteRange range : sorted) {
            if (range.length() > 0) {
                add(range);
            }
        }
    }

    private void add(ByteRange range) {
        ByteRange last = requests.isEmpty() ? null : requests.get(requests.size() - 1);
        if (last != null && joins(last, range)) {
            long end = Math.max(last.end(), range.end());
            requests.set(requests.size() - 1, new ByteRange(last.start(), end));
        } else {
            requests.add(range);
        }
    }

    private static boolean joins(ByteRange last, ByteRange next) {
        boolean isNear = next.start() - last.end() <= gap(last.length() + next.length());
        boolean overlaps = next.start() < last.end();
        return isNear && (overlaps || next.end() - last.start() <= LARGEST_REQUEST);
    }

    /** The most bytes between parts of so many bytes that are read with them. */
    private static long gap(long bytes) {
        return Math.max(SMALL_GAP, Math.min(LARGEST_GAP, bytes / SMALL_PART));
    }

    /** The number of requests. */
    int count() {
        return requests.size();
    }

    /** The bytes of all requests, gaps included. */
    long bytes() {
        return requests.stream().mapToLong(ByteRange::length).sum();
    }

    /** Reads them all. Any thread may, also beside one that reads from the file. */
    FilePieces read(InputFile file) {
        FilePieces pieces = new FilePieces();
        for (ByteRange request : requests) {
            byte[] bytes = new byte[Math.toIntExact(request.length())];
            file.readFullyAt(request.start(), bytes, 0, bytes.length);
            pieces.add(request.start(), bytes);
        }
        return pieces;
    }
}
