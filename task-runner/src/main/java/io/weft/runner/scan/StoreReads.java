package io.weft.runner.scan;

import io.weft.protocol.Counter;
import io.weft.protocol.Counters;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileSystem.Statistics.StatisticsData;

/**
 * Counts what this thread reads from file systems, for libraries that open files themselves: Hadoop keeps the numbers by thread, and
 * for HDFS also how far away the bytes were.
 */
final class StoreReads {
    private static final String LOCAL_SCHEME = "file";

    private final Counters counters;
    private long counted;
    private long countedLocal;

    /** What was read up to now does not count. */
    StoreReads(Counters counters) {
        this.counters = counters;
        counted = bytes();
        countedLocal = localBytes();
    }

    /** Adds what was read since the last call. */
    void count() {
        long bytes = bytes();
        long local = localBytes();
        counters.add(Counter.INPUT_BYTES, bytes - counted);
        counters.add(Counter.INPUT_BYTES_LOCAL, local - countedLocal);
        counted = bytes;
        countedLocal = local;
    }

    // What takes the place of the deprecated method knows no threads.
    @SuppressWarnings("deprecation")
    private static long bytes() {
        long bytes = 0;
        for (FileSystem.Statistics statistics : FileSystem.getAllStatistics()) {
            bytes += statistics.getThreadStatistics().getBytesRead();
        }
        return bytes;
    }

    @SuppressWarnings("deprecation")
    private static long localBytes() {
        long bytes = 0;
        for (FileSystem.Statistics statistics : FileSystem.getAllStatistics()) {
            StatisticsData own = statistics.getThreadStatistics();
            bytes += statistics.getScheme().equals(LOCAL_SCHEME) ? own.getBytesRead() : own.getBytesReadLocalHost();
        }
        return bytes;
    }
}
