package io.weft.appmaster.input;

import io.weft.runner.format.StoreFailure;
import io.weft.stage.FileRange;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.FileStatus;

/** Where the blocks of a file end, and on which hosts they lie. */
record Blocks(FileStatus file, List<BlockLocation> locations) {
    /** What file systems without locations name as the host of everything. */
    private static final String NO_HOST = "localhost";

    /** The rising ends of the blocks; the last is the file's. */
    SortedSet<Long> ends() {
        SortedSet<Long> ends = new TreeSet<>();
        ends.add(file.getLen());
        for (BlockLocation block : locations) {
            long end = block.getOffset() + block.getLength();
            if (end > 0 && end < file.getLen()) {
                ends.add(end);
            }
        }
        return ends;
    }

    /** The hosts that hold bytes of the range: the one with the most first, then by name. */
    List<String> hosts(FileRange range) {
        Map<String, Long> held = new TreeMap<>();
        for (BlockLocation block : locations) {
            long end = Math.min(range.end(), block.getOffset() + block.getLength());
            long bytes = end - Math.max(range.offset(), block.getOffset());
            if (bytes > 0) {
                for (String host : hosts(block)) {
                    held.merge(host, bytes, Long::sum);
                }
            }
        }
        if (!"hdfs".equals(file.getPath().toUri().getScheme())) {
            held.remove(NO_HOST);
        }
        return held.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private List<String> hosts(BlockLocation block) {
        try {
            return List.of(block.getHosts());
        } catch (IOException e) {
            throw StoreFailure.reading(file.getPath().toString(), e);
        }
    }
}
