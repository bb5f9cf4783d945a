package io.weft.runner.scan;

import io.weft.protocol.Counter;

/** An open file that several row groups are read from: closed by the last who releases it. Safe for use by several threads. */
final class SharedFile {
    private final ParquetFile parquet;
    private final SharedCounters counters;
    private int users = 1;

    /** A file with one user, who releases it; what was read of it is counted when it is closed. */
    SharedFile(ParquetFile parquet, SharedCounters counters) {
        this.parquet = parquet;
        this.counters = counters;
    }

    ParquetFile parquet() {
        return parquet;
    }

    /** Adds a user, by one who has not released it. */
    synchronized SharedFile retain() {
        users++;
        return this;
    }

    synchronized void release() {
        if (--users == 0) {
            counters.add(Counter.INPUT_BYTES, parquet.file().bytesRead());
            counters.add(Counter.INPUT_BYTES_LOCAL, parquet.file().localBytesRead());
            parquet.close();
        }
    }
}
