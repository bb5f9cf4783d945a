package io.weft.appmaster;

import io.weft.error.Failure;
import io.weft.protocol.JobState;
import java.util.Optional;

/**
 * How a job ended.
 *
 * @param failure of a job that has not succeeded
 * @param report the run's report, lines for a person
 */
public record Outcome(JobState state, Optional<Failure> failure, String report) {}
