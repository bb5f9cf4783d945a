package io.weft.appmaster.schedule;

import io.weft.appmaster.cluster.ContainerEnd.Reason;
import io.weft.error.ErrorCode;
import io.weft.error.Failure;
import io.weft.protocol.Assignment;
import io.weft.protocol.AttemptReport;
import io.weft.protocol.Counters;
import io.weft.protocol.JobState;
import io.weft.protocol.OutputFile;
import io.weft.protocol.PartitionSizes;
import io.weft.protocol.ShuffleLocation;
import io.weft.protocol.TaskInput;
import io.weft.stage.AttemptId;
import io.weft.stage.Split;
import io.weft.stage.StageId;
import io.weft.stage.StageOutput;
import io.weft.stage.TaskId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A job on a simulated cluster, from one seed. All rules are checked after each event. */
final class Simulation implements Command.Visitor {
    private static final long MOST_MILLIS = 2_000_000;
    /** Some attempt starts or ends, or some container comes or goes, at least so often. */
    private static final long MOST_STILL_MILLIS = 150_000;

    private final Timeline timeline = new Timeline();
    private final Random random;
    private final Trouble trouble;
    private final Scheduler scheduler;
    private final SimulatedCluster cluster;
    private final SchedulerInvariants invariants;
    private final Event.JobPlanned job;
    private @Nullable TaskId poisoned;
    private @Nullable ErrorCode poison;
    private @Nullable Failure commitFailure;

    /** A random job on a random cluster with random trouble. */
    static Simulation random(long seed) {
        return random(seed, Simulation::anyJob);
    }

    /** The same with a job that reads the exchanges of several stages. */
    static Simulation joining(long seed) {
        return random(
                seed,
                (splits, random) -> TestJobs.joining(
                        splits.subList(0, splits.size() / 3),
                        splits,
                        splits.subList(0, splits.size() / 2),
                        1 + random.nextInt(16)));
    }

    private static Simulation random(long seed, BiFunction<List<Split>, Random, Event.JobPlanned> job) {
        Random random = new Random(seed);
        int slots = 1 + random.nextInt(3);
        boolean large = random.nextInt(20) == 0;
        int maxSlots = large || random.nextInt(5) == 0 ? 0 : slots + random.nextInt(12);
        SchedulerSettings settings =
                new SchedulerSettings(maxSlots, slots, random.nextInt(2) * 3_000L, 4, 10_000, 30_000, 1 << 20);
        List<SimulatedHost> hosts = new ArrayList<>();
        boolean service = random.nextBoolean();
        for (int host = 0; host < (large ? 60 : 1 + random.nextInt(8)); host++) {
            int slowness = random.nextInt(5) == 0 ? 10 : 1;
            hosts.add(new SimulatedHost("host" + host, "/rack" + host % 3, 1 + random.nextInt(4), service, slowness));
            hosts.get(host).isBroken = host > 0 && host % 4 == 0 && random.nextInt(4) == 0;
        }
        List<Split> splits = new ArrayList<>();
        for (int split = random.nextInt(large ? 120 : 30); split > 0; split--) {
            splits.add(TestJobs.split(someHosts(hosts, random)));
        }
        Simulation simulation =
                new Simulation(random, settings, hosts, job.apply(splits, random), new Trouble(random, 4));
        return random.nextInt(4) == 0 ? simulation.limitQueue(1 + random.nextInt(10)) : simulation;
    }

    private static Event.JobPlanned anyJob(List<Split> splits, Random random) {
        int[] partitions = new int[random.nextInt(3)];
        for (int exchange = 0; exchange < partitions.length; exchange++) {
            partitions[exchange] = 1 + random.nextInt(16);
        }
        return switch (random.nextInt(5)) {
            case 0 -> TestJobs.uniting(splits, splits.subList(0, splits.size() / 2), 1 + random.nextInt(16));
            case 1 -> TestJobs.ranged(TestJobs.largeSplits(splits.size(), "host0"));
            default -> TestJobs.shuffling(splits, partitions);
        };
    }

    private static String[] someHosts(List<SimulatedHost> hosts, Random random) {
        List<String> names =
                new ArrayList<>(hosts.stream().map(host -> host.name).toList());
        names.add("elsewhere");
        Collections.shuffle(names, random);
        return names.subList(0, random.nextInt(Math.min(3, names.size()) + 1)).toArray(String[]::new);
    }

    Simulation(
            Random random,
            SchedulerSettings settings,
            List<SimulatedHost> hosts,
            Event.JobPlanned job,
            Trouble trouble) {
        this.random = random;
        this.job = job;
        this.trouble = trouble;
        this.scheduler = new Scheduler(settings);
        this.cluster = new SimulatedCluster(timeline, random, trouble, hosts, this::tell);
        this.invariants = new SchedulerInvariants(scheduler, settings, job);
    }

    /** Each attempt of this task fails in this way, if there is such a task. */
    Simulation poison(TaskId task, ErrorCode code) {
        poisoned = task;
        poison = code;
        return this;
    }

    /** Somebody kills the job after this time, if it still runs. */
    Simulation killAfter(long millis) {
        timeline.after(
                millis, () -> tell(new Event.KillRequested(new Failure(ErrorCode.TERMINATED, "killed by its user"))));
        return this;
    }

    /** The job's queue gives no more containers than these at a time. */
    Simulation limitQueue(int containers) {
        cluster.limitQueue(containers);
        return this;
    }

    Simulation failCommit() {
        commitFailure = new Failure(ErrorCode.OUTPUT_EXISTS, "it is there");
        return this;
    }

    /** Runs the job to its end and the cluster until nothing is on its way any more. */
    JobState run() {
        if (trouble.isCalm() || random.nextBoolean()) {
            cluster.reportHosts();
        }
        timeline.after(random.nextInt(100), () -> tell(job));
        tick();
        while (timeline.step()) {
            if (timeline.now() > MOST_MILLIS || invariants.stillMillis(timeline.now()) > MOST_STILL_MILLIS) {
                throw new AssertionError("No end in sight: " + scheduler.progress() + ", containers "
                        + cluster.alive().size());
            }
        }
        invariants.checkEnd();
        if (!cluster.alive().isEmpty()) {
            throw new AssertionError("Leaked " + cluster.alive().get(0).container());
        }
        return scheduler.state();
    }

    /** Why the job has failed. */
    Optional<Failure> failure() {
        return scheduler.failure();
    }

    JobFacts facts() {
        return scheduler.facts();
    }

    private void tick() {
        act(null, scheduler.timePassed(timeline.now()));
        if (!scheduler.state().isOver()) {
            cluster.grantSome();
            cluster.strike();
            if (trouble.chance(0.02)) {
                cluster.reportHosts();
            }
            timeline.after(100, this::tick);
        }
    }

    /** Tells the scheduler at once, and perhaps once more later. */
    private void tell(Event event) {
        act(event, scheduler.on(event, timeline.now()));
        boolean repeats = !(event instanceof Event.HostsReported);
        if (repeats && trouble.chance(0.1)) {
            timeline.after(random.nextInt(20_000), () -> act(event, scheduler.on(event, timeline.now())));
        }
    }

    private void act(@Nullable Event event, List<Command> commands) {
        invariants.check(event, commands, timeline.now());
        commands.forEach(command -> command.accept(this));
    }

    @Override
    public void request(Command.Request request) {
        cluster.request(request.request());
    }

    @Override
    public void withdraw(Command.Withdraw withdraw) {
        cluster.withdraw(withdraw.request());
    }

    @Override
    public void exclude(Command.Exclude exclude) {
        cluster.exclude(exclude.host());
    }

    @Override
    public void readmit(Command.Readmit readmit) {
        cluster.readmit(readmit.host());
    }

    @Override
    public void launch(Command.Launch launch) {
        cluster.launch(launch.container());
    }

    @Override
    public void release(Command.Release release) {
        cluster.release(release.container());
    }

    @Override
    public void assign(Command.Assign assign) {
        SimulatedRunner runner = cluster.runner(assign.container());
        AttemptId attempt = assign.assignment().attempt();
        if (runner.isAlive()) {
            runner.start(attempt);
            timeline.after((100 + random.nextInt(3_000)) * (long) runner.host().slowness, () -> {
                if (runner.finish(attempt)) {
                    report(runner, endOf(assign.container(), assign.assignment()));
                }
            });
        }
    }

    private void report(SimulatedRunner runner, AttemptReport report) {
        String container = runner.container().id();
        Event event = report instanceof AttemptReport.Succeeded succeeded
                ? new Event.AttemptSucceeded(container, succeeded)
                : new Event.AttemptFailed(container, (AttemptReport.Failed) report);
        timeline.after(random.nextInt(trouble.chance(0.1) ? 5_000 : 50), () -> tell(event));
    }

    /** How an attempt ends that has run undisturbed. */
    private AttemptReport endOf(String container, Assignment assignment) {
        AttemptId attempt = assignment.attempt();
        if (attempt.task().equals(poisoned) && poison != null) {
            return failed(attempt, poison, Optional.empty());
        }
        boolean broken = cluster.runner(container).host().isBroken;
        if ((broken || trouble.chance(0.05)) && trouble.maySpoil(attempt.task())) {
            trouble.spoil(attempt.task());
            return failed(attempt, ErrorCode.IO_FAILED, Optional.empty());
        }
        if (assignment.input() instanceof TaskInput.OfShuffle shuffle
                && !shuffle.portions().get(0).slices().isEmpty()) {
            for (TaskInput.Portion portion : shuffle.portions()) {
                AttemptReport.Failed failure = fetch(attempt, portion);
                if (failure != null) {
                    return failure;
                }
            }
        }
        AttemptReport.Failed unread = fetchAll(attempt);
        if (unread != null) {
            return unread;
        }
        StageOutput output = job.stages().stage(attempt.stage()).output();
        if (output instanceof StageOutput.Shuffled shuffled) {
            long[] bytes = new long[shuffled.partitions()];
            Random data = new Random(attempt.task().number());
            for (int partition = 0; partition < bytes.length; partition++) {
                bytes[partition] = data.nextInt(4) == 0 ? 0 : data.nextInt(1 << 20);
            }
            return new AttemptReport.Succeeded(
                    attempt, new Counters(), Optional.of(PartitionSizes.of(bytes)), List.of());
        }
        if (output instanceof StageOutput.Ranged) {
            long[] bytes =
                    new long[scheduler.bounds(attempt.stage()).orElseThrow().partitions()];
            Arrays.fill(bytes, 1 + random.nextInt(1 << 14));
            return new AttemptReport.Succeeded(
                    attempt, new Counters(), Optional.of(PartitionSizes.of(bytes)), List.of());
        }
        if (output instanceof StageOutput.Sampled) {
            String key = "key" + attempt.task().number();
            return new AttemptReport.Succeeded(attempt, new Counters(), Optional.empty(), List.of())
                    .withSample(TestJobs.sample(10, key));
        }
        return new AttemptReport.Succeeded(
                attempt,
                new Counters(),
                Optional.empty(),
                List.of(new OutputFile("part-" + attempt.task().number(), 1, 1, attempt.number())));
    }

    /** Reads the exchanges of which every attempt reads all. */
    private AttemptReport.@Nullable Failed fetchAll(AttemptId attempt) {
        for (StageId producer : job.stages().stage(attempt.stage()).producers()) {
            if (job.stages().stage(producer).output() instanceof StageOutput.Shuffled shuffled && shuffled.isToAll()) {
                AttemptReport.Failed failure = fetch(attempt, new TaskInput.Portion(producer, List.of()));
                if (failure != null) {
                    return failure;
                }
            }
        }
        return null;
    }

    /** Reads what an attempt must read; what has gone wrong there, if anything. */
    private AttemptReport.@Nullable Failed fetch(AttemptId attempt, TaskInput.Portion shuffle) {
        int tasks = scheduler.tasks(shuffle.producer());
        for (int task = 0; task < tasks; ) {
            List<ShuffleLocation> page = scheduler.locations(shuffle.producer(), task, 3);
            if (page.isEmpty()) {
                return failed(attempt, ErrorCode.FETCH_FAILED, Optional.empty());
            }
            for (ShuffleLocation location : page) {
                invariants.checkRead(shuffle.producer().task(task), location);
                boolean spurious = trouble.chance(0.005) && trouble.spendSetback();
                if (spurious || !cluster.serves(location.host())) {
                    return failed(attempt, ErrorCode.FETCH_FAILED, Optional.of(location.attempt()));
                }
                task++;
            }
        }
        return null;
    }

    private static AttemptReport.Failed failed(AttemptId attempt, ErrorCode code, Optional<AttemptId> blamed) {
        return new AttemptReport.Failed(attempt, new Counters(), new Failure(code, "as simulated"), blamed);
    }

    @Override
    public void killAttempt(Command.KillAttempt kill) {
        SimulatedRunner runner = cluster.runner(kill.container());
        if (runner.finish(kill.attempt())) {
            report(runner, failed(kill.attempt(), ErrorCode.INTERRUPTED, Optional.empty()));
        }
    }

    @Override
    public void stopRunner(Command.StopRunner stop) {
        SimulatedRunner runner = cluster.runner(stop.container());
        if (!trouble.chance(0.1)) {
            timeline.after(random.nextInt(500), () -> cluster.end(runner, Reason.COMPLETED));
        }
    }

    @Override
    public void commit(Command.Commit commit) {
        timeline.after(
                random.nextInt(3_000),
                () -> tell(commitFailure == null ? new Event.CommitFinished() : new Event.CommitFailed(commitFailure)));
    }

    @Override
    public void finish(Command.Finish finish) {
        // What happens after this is checked as well: nothing but releases may.
    }
}
