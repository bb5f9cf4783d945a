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
    void accept(Visitor visitor);

    /** Carries out a command by its kind. */
    interface Visitor {
        void request(Request request);

        void withdraw(Withdraw withdraw);

        void exclude(Exclude exclude);

        void readmit(Readmit readmit);

        void launch(Launch launch);

        void release(Release release);

        void assign(Assign assign);

        void killAttempt(KillAttempt kill);

        void stopRunner(StopRunner stop);

        void commit(Commit commit);

        void finish(Finish finish);
    }

    record Request(ContainerRequest request) implements Command {
        @Override
        public void accept(Visitor visitor) {
            visitor.request(this);
        }
    }

    record Withdraw(ContainerRequest request) implements Command {
        @Override
        public void accept(Visitor visitor) {
            visitor.withdraw(this);
        }
    }

    /** An excluded host may give containers again, as too few others are left. */
    record Readmit(String host) implements Command {
        @Override
        public void accept(Visitor visitor) {
            visitor.readmit(this);
        }
    }

    /** Too much has failed on this host: no more containers there. */
    record Exclude(String host) implements Command {
        @Override
        public void accept(Visitor visitor) {
            visitor.exclude(this);
        }
    }

    record Launch(Container container) implements Command {
        @Override
        public void accept(Visitor visitor) {
            visitor.launch(this);
        }
    }

    /** Give the container back; what still runs in it is killed. */
    record Release(Container container) implements Command {
        @Override
        public void accept(Visitor visitor) {
            visitor.release(this);
        }
    }

    /** Give the runner an attempt to run. It must reach the runner before any later command for the same runner. */
    record Assign(String container, Assignment assignment) implements Command {
        @Override
        public void accept(Visitor visitor) {
            visitor.assign(this);
        }
    }

    /** The attempt is of no more use. Its runner reports its end as that of any other attempt. */
    record KillAttempt(String container, AttemptId attempt) implements Command {
        @Override
        public void accept(Visitor visitor) {
            visitor.killAttempt(this);
        }
    }

    /** The runner has nothing left to do and shall end itself. */
    record StopRunner(String container) implements Command {
        @Override
        public void accept(Visitor visitor) {
            visitor.stopRunner(this);
        }
    }

    /**
     * Put the output in place. Comes at most once, and only when each task of these stages has its winner.
     *
     * @param stages those that write files or collect rows, in their order
     * @param badRows the stages that may set rows aside, with the files of those that have
     */
    record Commit(List<StageWinners> stages, List<StageWinners> badRows) implements Command {
        public Commit {
            stages = List.copyOf(stages);
            badRows = List.copyOf(badRows);
        }

        /** Of a job that sets no rows aside. */
        public Commit(List<StageWinners> stages) {
            this(stages, List.of());
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.commit(this);
        }
    }

    /**
     * The job is over: succeeded, failed or killed. Comes exactly once; after it there are only releases of containers that
     * were granted too late.
     */
    record Finish(JobState state, Optional<Failure> failure) implements Command {
        @Override
        public void accept(Visitor visitor) {
            visitor.finish(this);
        }
    }
}
