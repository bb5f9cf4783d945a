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
 */
public record ScanContext(Configuration configuration, Counters counters, TaskMemory memory) {}
