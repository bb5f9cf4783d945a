package io.weft.runner.task;

import io.weft.runner.memory.RunnerMemory;
import io.weft.runner.shuffle.LocalOutputs;
import io.weft.runner.shuffle.ShuffleAccess;
import io.weft.runner.shuffle.ShuffleApplication;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * What all attempts of a runner share.
 *
 * @param application whose tasks these are
 * @param hadoop how file systems are reached
 * @param shuffle with what other stages' outputs are read
 * @param outputs where shuffle output goes
 * @param memory divided among the attempts
 * @param spillDirectories existing directories for temporary files, one a disk
 * @param code what the job's functions need
 */
public record RunnerContext(
        ShuffleApplication application,
        Configuration hadoop,
        ShuffleAccess shuffle,
        LocalOutputs outputs,
        RunnerMemory memory,
        List<Path> spillDirectories,
        JobCode code) {}
