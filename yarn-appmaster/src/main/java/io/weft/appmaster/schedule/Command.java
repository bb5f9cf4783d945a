package io.weft.appmaster.schedule;

import io.weft.appmaster.cluster.Container;
import io.weft.appmaster.cluster.ContainerRequest;
import io.weft.error.Failure;
import io.weft.protocol.Assignment;
import io.weft.protocol.JobState;
import io.weft.stage.AttemptId;
import java.util.List;
import java.util.Optional;

/** What the scheduler wants done. It decides; the shell around it acts, in the order of the commands. */
public sealed interface Command {
    record Request(ContainerRequest request) implements Command {}

    record Withdraw(ContainerRequest request) implements Command {}

    record Launch(Container container) implements Command {}

    /** Give the container back; what still runs in it is killed. */
    record Release(Container container) implements Command {}

    /** Give the runner an attempt to run. It must reach the runner before any later command for the same runner. */
    record Assign(String container, Assignment assignment) implements Command {}

    /** The attempt is of no more use. Its runner reports its end as that of any other attempt. */
    record KillAttempt(String container, AttemptId attempt) implements Command {}

    /** The runner has nothing left to do and shall end itself. */
    record StopRunner(String container) implements Command {}

    /**
     * Put the output in place. Comes at most once, and only when each task of these stages has its winner.
     *
     * @param stages those that write files or collect rows, in their order
     */
    record Commit(List<StageWinners> stages) implements Command {
        public Commit {
            stages = List.copyOf(stages);
        }
    }

    /**
     * The job is over: succeeded, failed or killed. Comes exactly once; after it there are only releases of containers that
     * were granted too late.
     */
    record Finish(JobState state, Optional<Failure> failure) implements Command {}
}
