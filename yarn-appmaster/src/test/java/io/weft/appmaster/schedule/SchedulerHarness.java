package io.weft.appmaster.schedule;

import static java.util.stream.Collectors.toList;

import io.weft.appmaster.cluster.Container;
import io.weft.appmaster.cluster.ContainerEnd;
import io.weft.appmaster.cluster.ContainerRequest;
import io.weft.appmaster.cluster.HostRoom;
import io.weft.error.ErrorCode;
import io.weft.error.Failure;
import io.weft.protocol.AttemptReport;
import io.weft.protocol.Counters;
import io.weft.protocol.KeySample;
import io.weft.protocol.OutputFile;
import io.weft.protocol.PartitionSizes;
import io.weft.stage.AttemptId;
import io.weft.stage.StageOutput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A scheduler, the time, and what has been said so far: tests play the cluster and the runners by hand. */
final class SchedulerHarness {
    static final int SERVICE_PORT = 13562;
    static final int RUNNER_PORT = 4000;

    final Scheduler scheduler;
    final List<Command> all = new ArrayList<>();
    long now = 1_000;

    private final Map<Long, ContainerRequest> asked = new LinkedHashMap<>();
    private final Map<AttemptId, String> assigned = new LinkedHashMap<>();
    private final Map<String, String> hosts = new LinkedHashMap<>();
    private Event.JobPlanned job = TestJobs.scanning(List.of());
    private int servicePort = SERVICE_PORT;

    SchedulerHarness(SchedulerSettings settings) {
        this.scheduler = new Scheduler(settings);
    }

    /** At most four slots, one a runner. */
    static SchedulerHarness small() {
        return new SchedulerHarness(settings(4, 1));
    }

    static SchedulerSettings settings(int maxSlots, int slotsPerRunner) {
        return new SchedulerSettings(maxSlots, slotsPerRunner, 3_000, 4, 10_000, 60_000, 64L << 20);
    }

    /** Only runners serve shuffle outputs from now on. */
    SchedulerHarness withoutShuffleService() {
        servicePort = 0;
        return this;
    }

    List<Command> on(Event event) {
        return said(scheduler.on(event, now));
    }

    List<Command> pass(long millis) {
        now += millis;
        return said(scheduler.timePassed(now));
    }

    private List<Command> said(List<Command> commands) {
        all.addAll(commands);
        for (Command command : commands) {
            if (command instanceof Command.Request request) {
                asked.put(request.request().number(), request.request());
            } else if (command instanceof Command.Withdraw withdraw) {
                asked.remove(withdraw.request().number());
            } else if (command instanceof Command.Assign assign) {
                assigned.put(assign.assignment().attempt(), assign.container());
            }
        }
        return commands;
    }

    List<Command> plan(Event.JobPlanned planned) {
        job = planned;
        return on(planned);
    }

    List<Command> room(int containers, String... names) {
        return on(new Event.HostsReported(
                Arrays.stream(names)
                        .map(host -> new HostRoom(host, "/rack", containers))
                        .collect(toList()),
                Integer.MAX_VALUE));
    }

    /** Answers an open ask, for this host if there is one. */
    List<Command> grant(String container, String host) {
        long answered = asked.values().stream()
                .filter(request -> request instanceof ContainerRequest.Anywhere
                        || (request instanceof ContainerRequest.OnHost on
                                && on.host().equals(host)))
                .mapToLong(ContainerRequest::number)
                .findFirst()
                .orElse(ContainerRequest.UNKNOWN);
        asked.remove(answered);
        hosts.put(container, host);
        return on(new Event.ContainerGranted(new Container(container, host, "/rack"), answered));
    }

    List<Command> register(String container) {
        return on(new Event.RunnerRegistered(
                container, hosts.getOrDefault(container, "unknown"), 8, servicePort, RUNNER_PORT));
    }

    /** Brings a runner to life. */
    List<Command> runner(String container, String host) {
        grant(container, host);
        return register(container);
    }

    List<Command> poll(String container) {
        return on(new Event.RunnerPolled(container, List.of()));
    }

    List<Command> end(String container, ContainerEnd.Reason reason) {
        return on(new Event.ContainerEnded(new ContainerEnd(container, reason, 1, "")));
    }

    /** The container that an attempt was given to. */
    String containerOf(AttemptId attempt) {
        String container = assigned.get(attempt);
        if (container == null) {
            throw new AssertionError(attempt + " was not assigned, but " + assigned.keySet());
        }
        return container;
    }

    List<Command> succeed(AttemptId attempt) {
        return on(success(attempt, 1 << 20));
    }

    Event.AttemptSucceeded success(AttemptId attempt, long partitionBytes) {
        StageOutput output = job.stages().stage(attempt.stage()).output();
        Optional<PartitionSizes> sizes = Optional.empty();
        List<OutputFile> files = List.of();
        if (output instanceof StageOutput.Shuffled shuffled) {
            long[] bytes = new long[shuffled.partitions()];
            Arrays.fill(bytes, partitionBytes);
            sizes = Optional.of(PartitionSizes.of(bytes));
        } else if (output instanceof StageOutput.Ranged) {
            long[] bytes =
                    new long[scheduler.bounds(attempt.stage()).orElseThrow().partitions()];
            Arrays.fill(bytes, partitionBytes);
            sizes = Optional.of(PartitionSizes.of(bytes));
        } else if (output instanceof StageOutput.Sampled) {
            return new Event.AttemptSucceeded(
                    containerOf(attempt),
                    new AttemptReport.Succeeded(attempt, new Counters(), sizes, files)
                            .withSample(sample(attempt.task().number())));
        } else {
            files = List.of(new OutputFile("part-" + attempt.task().number(), 10, 1, attempt.number()));
        }
        return new Event.AttemptSucceeded(
                containerOf(attempt), new AttemptReport.Succeeded(attempt, new Counters(), sizes, files));
    }

    /** What a task has seen: other keys than other tasks. */
    private static KeySample sample(int task) {
        String[] keys = new String[32];
        for (int index = 0; index < keys.length; index++) {
            keys[index] = "%02d-%d".formatted(index, task);
        }
        return TestJobs.sample(1000, keys);
    }

    List<Command> fail(AttemptId attempt, ErrorCode code) {
        return on(failure(attempt, code, Optional.empty()));
    }

    /** The attempt fails for a reason outside the job. */
    List<Command> failSaying(AttemptId attempt, String message) {
        Failure failure = new Failure(ErrorCode.IO_FAILED, message);
        return on(new Event.AttemptFailed(
                containerOf(attempt), new AttemptReport.Failed(attempt, new Counters(), failure, Optional.empty())));
    }

    List<Command> failFetching(AttemptId attempt, AttemptId blamed) {
        return on(failure(attempt, ErrorCode.FETCH_FAILED, Optional.of(blamed)));
    }

    private Event.AttemptFailed failure(AttemptId attempt, ErrorCode code, Optional<AttemptId> blamed) {
        Failure failure = new Failure(code, "it broke");
        return new Event.AttemptFailed(
                containerOf(attempt), new AttemptReport.Failed(attempt, new Counters(), failure, blamed));
    }

    /** The asks that are open. */
    List<ContainerRequest> asks() {
        return List.copyOf(asked.values());
    }

    static <C extends Command> List<C> only(Class<C> kind, List<Command> commands) {
        return commands.stream().filter(kind::isInstance).map(kind::cast).collect(toList());
    }

    /** The attempts that these commands start. */
    static List<AttemptId> started(List<Command> commands) {
        return only(Command.Assign.class, commands).stream()
                .map(assign -> assign.assignment().attempt())
                .collect(toList());
    }
}
