package io.weft.appmaster.schedule;

import io.weft.appmaster.cluster.Container;
import io.weft.appmaster.cluster.ContainerEnd;
import io.weft.appmaster.cluster.ContainerRequest;
import io.weft.appmaster.cluster.HostRoom;
import io.weft.protocol.AttemptReport;
import io.weft.protocol.Counters;
import io.weft.protocol.OutputFile;
import io.weft.protocol.PartitionSizes;
import io.weft.stage.AttemptId;
import io.weft.stage.Split;
import io.weft.stage.StageOutput;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A large job on a large cluster in which nothing goes wrong, to see what the scheduler costs. By hand: {@code main} with the numbers of
 * hosts and of tasks.
 */
final class ScaleSimulation implements Command.Visitor {
    private static final int PARTITIONS = 512;
    private static final int POLL_MILLIS = 1_000;
    private static final int TICK_MILLIS = 100;
    private static final int REPORT_MILLIS = 3_000;

    private final Timeline timeline = new Timeline();
    private final Random random = new Random(1);
    private final Scheduler scheduler;
    private final Event.JobPlanned job;
    private final List<HostRoom> hosts = new ArrayList<>();
    private final Map<String, Integer> used = new HashMap<>();
    private final Deque<ContainerRequest> asks = new ArrayDeque<>();
    private final Set<Long> withdrawn = new HashSet<>();
    private final Map<String, Container> alive = new HashMap<>();
    private final PartitionSizes sizes;
    private int granted;
    private int nextHost;
    private long events;

    /** So many hosts with room for one container each; all tasks but those behind the exchange read a split with three replicas. */
    ScaleSimulation(int hostCount, int tasks) {
        for (int host = 0; host < hostCount; host++) {
            hosts.add(new HostRoom("host" + host, "/rack" + host % 40, 1));
        }
        List<Split> splits = new ArrayList<>();
        while (splits.size() < tasks - PARTITIONS) {
            splits.add(TestJobs.split(host(), host(), host()));
        }
        long[] bytes = new long[PARTITIONS];
        Arrays.fill(bytes, 1 << 12);
        this.sizes = PartitionSizes.of(bytes);
        this.job = TestJobs.shuffling(splits, PARTITIONS);
        this.scheduler = new Scheduler(new SchedulerSettings(0, 1, 3_000, 4, 10_000, 30_000, 1));
    }

    private String host() {
        return hosts.get(random.nextInt(hosts.size())).host();
    }

    /**
     * What a run came to.
     *
     * @param seconds of processor time, the simulation's own and the scheduler's
     */
    record Outcome(long events, long simulatedMillis, double seconds, double local) {
        @Override
        public String toString() {
            return "%,d events of %,d s in %.1f s of processor time, %.1f %% of the splits local"
                    .formatted(events, simulatedMillis / 1000, seconds, 100 * local);
        }
    }

    Outcome run() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        report();
        tell(job);
        tick();
        while (timeline.step()) {
            // Everything follows from what is due next.
        }
        if (!scheduler.state().isOver() || !alive.isEmpty()) {
            throw new AssertionError("The job is " + scheduler.state() + ", with containers " + alive.size());
        }
        double seconds = (threads.getCurrentThreadCpuTime() - start) / 1e9;
        List<JobFacts.TaskFacts> read = scheduler.facts().stages().get(0).tasks();
        long local = read.stream()
                .filter(task -> task.attempts().get(0).start().locality() == Locality.SAME_HOST)
                .count();
        return new Outcome(events, timeline.now(), seconds, (double) local / read.size());
    }

    private void tell(Event event) {
        events++;
        act(scheduler.on(event, timeline.now()));
    }

    private void act(List<Command> commands) {
        commands.forEach(command -> command.accept(this));
    }

    private void report() {
        List<HostRoom> now = new ArrayList<>();
        for (HostRoom host : hosts) {
            now.add(new HostRoom(host.host(), host.rack(), host.containers() - used.getOrDefault(host.host(), 0)));
        }
        tell(new Event.HostsReported(now, Integer.MAX_VALUE));
        if (!scheduler.state().isOver()) {
            timeline.after(REPORT_MILLIS, this::report);
        }
    }

    private void tick() {
        act(scheduler.timePassed(timeline.now()));
        for (int left = asks.size(); left > 0; left--) {
            ContainerRequest ask = asks.remove();
            if (!withdrawn.remove(ask.number()) && !grant(ask)) {
                asks.add(ask);
            }
        }
        if (!scheduler.state().isOver()) {
            timeline.after(TICK_MILLIS, this::tick);
        }
    }

    private boolean grant(ContainerRequest ask) {
        HostRoom host = null;
        if (ask instanceof ContainerRequest.OnHost onHost) {
            host = hosts.get(Integer.parseInt(onHost.host().substring("host".length())));
        } else {
            for (int looked = 0; looked < 8 && (host == null || !hasRoom(host)); looked++) {
                host = hosts.get(nextHost++ % hosts.size());
            }
        }
        if (host == null || !hasRoom(host)) {
            return false;
        }
        used.merge(host.host(), 1, Integer::sum);
        Container container = new Container("container_" + ++granted, host.host(), host.rack());
        alive.put(container.id(), container);
        tell(new Event.ContainerGranted(container, ask.number()));
        return true;
    }

    private boolean hasRoom(HostRoom host) {
        return used.getOrDefault(host.host(), 0) < host.containers();
    }

    private void end(String id) {
        Container container = alive.remove(id);
        if (container != null) {
            used.merge(container.host(), -1, Integer::sum);
            timeline.after(
                    10,
                    () -> tell(new Event.ContainerEnded(new ContainerEnd(id, ContainerEnd.Reason.COMPLETED, 0, ""))));
        }
    }

    private void poll(String container) {
        if (alive.containsKey(container)) {
            tell(new Event.RunnerPolled(container, List.of()));
            timeline.after(POLL_MILLIS, () -> poll(container));
        }
    }

    private AttemptReport.Succeeded success(AttemptId attempt) {
        if (job.stages().stage(attempt.stage()).output() instanceof StageOutput.Shuffled) {
            return new AttemptReport.Succeeded(attempt, new Counters(), Optional.of(sizes), List.of());
        }
        OutputFile file = new OutputFile("part-" + attempt.task().number(), 1, 1, 0);
        return new AttemptReport.Succeeded(attempt, new Counters(), Optional.empty(), List.of(file));
    }

    @Override
    public void request(Command.Request request) {
        asks.add(request.request());
    }

    @Override
    public void withdraw(Command.Withdraw withdraw) {
        withdrawn.add(withdraw.request().number());
    }

    @Override
    public void exclude(Command.Exclude exclude) {
        throw new AssertionError("Nothing fails, and still: " + exclude);
    }

    @Override
    public void readmit(Command.Readmit readmit) {
        throw new AssertionError("Nothing fails, and still: " + readmit);
    }

    @Override
    public void launch(Command.Launch launch) {
        Container container = launch.container();
        timeline.after(1_000 + random.nextInt(1_000), () -> {
            if (alive.containsKey(container.id())) {
                tell(new Event.RunnerRegistered(container.id(), container.host(), 1, 13562, 4000));
                timeline.after(POLL_MILLIS, () -> poll(container.id()));
            }
        });
    }

    @Override
    public void release(Command.Release release) {
        end(release.container().id());
    }

    @Override
    public void assign(Command.Assign assign) {
        AttemptId attempt = assign.assignment().attempt();
        timeline.after(
                5_000 + random.nextInt(5_000),
                () -> tell(new Event.AttemptSucceeded(assign.container(), success(attempt))));
    }

    @Override
    public void killAttempt(Command.KillAttempt kill) {
        // Its report comes all the same, too late.
    }

    @Override
    public void stopRunner(Command.StopRunner stop) {
        timeline.after(100, () -> end(stop.container()));
    }

    @Override
    public void commit(Command.Commit commit) {
        timeline.after(1_000, () -> tell(new Event.CommitFinished()));
    }

    @Override
    public void finish(Command.Finish finish) {
        // The timeline runs out by itself.
    }

    /** Runs one: the numbers of hosts and of tasks. */
    public static void main(String[] arguments) {
        int hosts = Integer.parseInt(arguments[0]);
        int tasks = Integer.parseInt(arguments[1]);
        System.out.printf("%,d hosts, %,d tasks: %s%n", hosts, tasks, new ScaleSimulation(hosts, tasks).run());
    }
}
