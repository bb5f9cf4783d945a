package io.weft.stage;

import java.util.List;

/**
 * What one task of a scanning stage reads.
 *
 * @param ranges one byte range, or several small files that share hosts
 * @param hosts the hosts that hold the bytes, the one with the most first; empty where the store has no locations
 */
public record Split(List<FileRange> ranges, List<String> hosts) {
    public Split {
        ranges = List.copyOf(ranges);
        hosts = List.copyOf(hosts);
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException("A split needs a range");
        }
    }

    /** The bytes of all ranges. */
    public long length() {
        return ranges.stream().mapToLong(FileRange::length).sum();
    }
}
