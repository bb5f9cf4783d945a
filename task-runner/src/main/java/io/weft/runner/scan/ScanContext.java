package io.weft.runner.scan;

import io.weft.protocol.Counters;
import io.weft.runner.memory.TaskMemory;
import org.apache.hadoop.conf.Configuration;

/**
 * What a scan needs of the attempt that it belongs to.
 *
 * @param configuration of the file systems
 * @param counters where it counts what it reads
 * @param memory where it books its buffers
 * @param badRecords what becomes of records that are no rows
 */
public record ScanContext(Configuration configuration, Counters counters, TaskMemory memory, BadRecords badRecords) {
    /** For scans that fail with the first bad record. */
    public ScanContext(Configuration configuration, Counters counters, TaskMemory memory) {
        this(configuration, counters, memory, BadRecords.FAIL);
    }
}
