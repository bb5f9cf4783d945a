package io.weft.runner.scan;

import io.weft.protocol.Counters;
import io.weft.runner.memory.TaskMemory;
import io.weft.runner.pipeline.UserFunctions;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * What a scan needs of the attempt that it belongs to.
 *
 * @param configuration of the file systems
 * @param counters where it counts what it reads
 * @param memory where it books its buffers
 * @param badRecords what becomes of records that are no rows
 * @param functions of the job, for this attempt alone
 */
public record ScanContext(
        Configuration configuration,
        Counters counters,
        TaskMemory memory,
        BadRecords badRecords,
        UserFunctions functions) {
    /** For scans that fail with the first bad record, and call no function of the job's. */
    public ScanContext(Configuration configuration, Counters counters, TaskMemory memory) {
        this(configuration, counters, memory, BadRecords.FAIL, new UserFunctions(List.of()));
    }
}
