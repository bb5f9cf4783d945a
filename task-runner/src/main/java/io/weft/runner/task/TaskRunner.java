package io.weft.runner.task;

import io.weft.error.ExitCall;
import io.weft.error.WeftException;
import io.weft.protocol.Assignment;
import io.weft.protocol.AttemptReport;
import io.weft.protocol.Reply;
import io.weft.protocol.Request;
import io.weft.stage.AttemptId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a runner: says hello, polls the AppMaster for orders, runs each assigned attempt in a slot and reports its end at
 * once. It ends when the AppMaster says so or is lost.
 */
public final class TaskRunner {
    private static final Logger LOG = LoggerFactory.getLogger(TaskRunner.class);
    private static final long JOIN_SECONDS = 10;

    private final RunnerIdentity identity;
    private final RunnerContext context;
    private final MasterClient master;
    private final StageCatalog catalog;
    private final Map<AttemptId, RunningAttempt> running = new ConcurrentHashMap<>();

    /** Takes nothing over. */
    public TaskRunner(RunnerIdentity identity, RunnerContext context, MasterClient master) {
        this.identity = identity;
        this.context = context;
        this.master = master;
        this.catalog = new StageCatalog(master, context.code().classes());
    }

    /**
     * Runs until the AppMaster stops it.
     *
     * @throws WeftException if the AppMaster is lost
     */
    public void run() throws InterruptedException {
        ExecutorService slots = Executors.newFixedThreadPool(identity.slots(), task -> {
            Thread thread = new Thread(task, "slot");
            thread.setDaemon(true);
            // Libraries that functions use look for their own providers there.
            thread.setContextClassLoader(context.code().classes());
            return thread;
        });
        ExitWatch watch = new ExitWatch(this::blame);
        try {
            master.ask(
                    new Request.Hello(
                            identity.container(),
                            identity.host(),
                            identity.slots(),
                            identity.servicePort(),
                            identity.runnerPort()),
                    Reply.Welcome.class);
            poll(slots);
        } finally {
            watch.close();
            running.values().forEach(RunningAttempt::kill);
            slots.shutdownNow();
            // An attempt that has called System.exit waits for the JVM, not the other way round.
            if (ExitCall.underway().isEmpty()) {
                slots.awaitTermination(JOIN_SECONDS, TimeUnit.SECONDS);
            }
        }
    }

    /** Reports that the attempt has failed which ends the JVM; where a function's own thread does it, it may be any. */
    private void blame(ExitCall call) {
        List<RunningAttempt> attempts = new ArrayList<>(running.values());
        if (attempts.stream().anyMatch(attempt -> attempt.runsIn(call.thread()))) {
            attempts.removeIf(attempt -> !attempt.runsIn(call.thread()));
        }
        LOG.error("The JVM ends: {}", call.failure().message());
        attempts.forEach(attempt -> report(attempt.failed(call.failure())));
    }

    private void poll(ExecutorService slots) throws InterruptedException {
        long acknowledged = 0;
        while (true) {
            Reply.Orders orders =
                    master.ask(new Request.Poll(identity.container(), acknowledged, reports()), Reply.Orders.class);
            if (orders.stop()) {
                LOG.info("The AppMaster has stopped this runner");
                return;
            }
            if (orders.sequence() <= acknowledged) {
                continue;
            }
            acknowledged = orders.sequence();
            for (AttemptId attempt : orders.kills()) {
                RunningAttempt victim = running.get(attempt);
                if (victim != null) {
                    LOG.info("{} running -> killed by the AppMaster", attempt);
                    victim.kill();
                }
            }
            for (Assignment assignment : orders.assignments()) {
                start(slots, assignment);
            }
        }
    }

    private List<AttemptReport> reports() {
        List<AttemptReport> reports = new ArrayList<>();
        running.values().forEach(attempt -> {
            attempt.remindOfKill();
            reports.add(attempt.progress());
        });
        return reports;
    }

    private void start(ExecutorService slots, Assignment assignment) {
        AttemptId id = assignment.attempt();
        RunningAttempt attempt = new RunningAttempt(assignment, context, master, catalog);
        running.put(id, attempt);
        LOG.info("{} assigned -> running", id);
        slots.execute(() -> {
            AttemptReport report = attempt.run();
            running.remove(id);
            LOG.info("{} running -> {}", id, report.getClass().getSimpleName());
            report(report);
        });
    }

    private void report(AttemptReport report) {
        try {
            master.ask(new Request.Report(identity.container(), report), Reply.Done.class);
        } catch (WeftException e) {
            LOG.warn("{} could not be reported: {}", report.attempt(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
