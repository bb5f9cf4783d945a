package io.weft.appmaster.schedule;

import io.weft.appmaster.cluster.Container;
import io.weft.appmaster.cluster.ContainerEnd;
import io.weft.appmaster.cluster.ContainerRequest;
import io.weft.appmaster.cluster.HostRoom;
import io.weft.error.Failure;
import io.weft.protocol.AttemptReport;
import io.weft.stage.Split;
import io.weft.stage.StageGraph;
import io.weft.stage.StageId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Something that happened, told to the scheduler. Told late or twice, it changes nothing. */
public sealed interface Event {
    void accept(Visitor visitor);

    /** Takes an event by its kind. */
    interface Visitor {
        void jobPlanned(JobPlanned planned);

        void hostsReported(HostsReported report);

        void containerGranted(ContainerGranted granted);

        void containersReclaimed(ContainersReclaimed reclaimed);

        void containerEnded(ContainerEnded ended);

        void runnerRegistered(RunnerRegistered registered);

        void runnerPolled(RunnerPolled polled);

        void attemptSucceeded(AttemptSucceeded succeeded);

        void attemptFailed(AttemptFailed failed);

        void killRequested(KillRequested requested);

        void jobFailed(JobFailed failed);

        void commitFinished(CommitFinished finished);

        void commitFailed(CommitFailed failed);
    }

    /**
     * The job's stages are known, and the splits of each stage that scans. Comes once.
     *
     * @param splits in the order of the tasks they become; an empty list where the input is empty
     */
    record JobPlanned(StageGraph stages, Map<StageId, List<Split>> splits) implements Event {
        public JobPlanned {
            splits = Collections.unmodifiableMap(new LinkedHashMap<>(splits));
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.jobPlanned(this);
        }
    }

    /**
     * How the cluster's hosts stand: all usable ones. Until it comes, each host counts as usable.
     *
     * @param queueRoom how many more containers the job's queue has room for; {@link Integer#MAX_VALUE} where that is not known
     */
    record HostsReported(List<HostRoom> hosts, int queueRoom) implements Event {
        public HostsReported {
            hosts = List.copyOf(hosts);
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.hostsReported(this);
        }
    }

    /**
     * The cluster has given a container.
     *
     * @param request the number of the request that it answers, or {@link ContainerRequest#UNKNOWN}
     */
    record ContainerGranted(Container container, long request) implements Event {
        @Override
        public void accept(Visitor visitor) {
            visitor.containerGranted(this);
        }
    }

    /** The cluster wants containers back and will take them soon: they get no more work. */
    record ContainersReclaimed(List<String> containers) implements Event {
        public ContainersReclaimed {
            containers = List.copyOf(containers);
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.containersReclaimed(this);
        }
    }

    /** A container is over. */
    record ContainerEnded(ContainerEnd end) implements Event {
        @Override
        public void accept(Visitor visitor) {
            visitor.containerEnded(this);
        }
    }

    /**
     * The runner in a container is ready for work.
     *
     * @param host by which readers reach its outputs
     * @param slots how many attempts it runs at the same time
     * @param servicePort of the node's shuffle service, which serves the runner's outputs, or 0 where there is none
     * @param runnerPort on which the runner itself serves outputs of its host
     */
    record RunnerRegistered(String container, String host, int slots, int servicePort, int runnerPort)
            implements Event {
        @Override
        public void accept(Visitor visitor) {
            visitor.runnerRegistered(this);
        }
    }

    /** A runner has polled. */
    record RunnerPolled(String container, List<AttemptReport> running) implements Event {
        public RunnerPolled {
            running = List.copyOf(running);
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.runnerPolled(this);
        }
    }

    /** An attempt is done, and its output is in place. */
    record AttemptSucceeded(String container, AttemptReport.Succeeded report) implements Event {
        @Override
        public void accept(Visitor visitor) {
            visitor.attemptSucceeded(this);
        }
    }

    /** An attempt is over without a result; told of killed attempts as well, as that frees their slot. */
    record AttemptFailed(String container, AttemptReport.Failed report) implements Event {
        @Override
        public void accept(Visitor visitor) {
            visitor.attemptFailed(this);
        }
    }

    /**
     * Somebody wants the job to end. Too late once it commits: then the commit decides.
     *
     * @param failure what the client is told
     */
    record KillRequested(Failure failure) implements Event {
        @Override
        public void accept(Visitor visitor) {
            visitor.killRequested(this);
        }
    }

    /**
     * The job cannot go on for a reason outside the scheduler: its splits could not be found, its time is over, the cluster
     * is gone. Too late once it commits.
     */
    record JobFailed(Failure failure) implements Event {
        @Override
        public void accept(Visitor visitor) {
            visitor.jobFailed(this);
        }
    }

    /** The output is in place. */
    record CommitFinished() implements Event {
        @Override
        public void accept(Visitor visitor) {
            visitor.commitFinished(this);
        }
    }

    /** The output could not be put in place, and nothing of it is left. */
    record CommitFailed(Failure failure) implements Event {
        @Override
        public void accept(Visitor visitor) {
            visitor.commitFailed(this);
        }
    }
}
