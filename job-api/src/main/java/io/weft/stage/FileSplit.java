package io.weft.stage;

import java.util.List;
import java.util.OptionalLong;

/**
 * Byte ranges of files.
 *
 * @param ranges one byte range, or several small files that share hosts
 */
public record FileSplit(List<FileRange> ranges, List<String> hosts) implements Split {
    public FileSplit {
        ranges = List.copyOf(ranges);
        hosts = List.copyOf(hosts);
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException("A split needs a range");
        }
    }

    /** The bytes of all ranges. */
    @Override
    public OptionalLong length() {
        return OptionalLong.of(ranges.stream().mapToLong(FileRange::length).sum());
    }
}
