package io.weft.runner.task;

import io.weft.api.FunctionScope;
import io.weft.error.ErrorCode;
import io.weft.error.Failure;
import io.weft.error.WeftException;
import io.weft.protocol.Assignment;
import io.weft.protocol.AttemptReport;
import io.weft.protocol.Counter;
import io.weft.protocol.Counters;
import io.weft.protocol.Reply;
import io.weft.runner.memory.TaskMemory;
import io.weft.runner.pipeline.UserFunctions;
import io.weft.runner.shuffle.FetchFailedException;
import io.weft.stage.AttemptId;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt in its slot. {@link #run} is called once, by the slot's thread; the rest by any. */
final class RunningAttempt {
    private static final Logger LOG = LoggerFactory.getLogger(RunningAttempt.class);

    private final Assignment assignment;
    private final RunnerContext context;
    private final MasterClient master;
    private final StageCatalog catalog;
    private volatile Counters snapshot = new Counters();
    private volatile boolean killed;
    private volatile @Nullable Thread thread;

    RunningAttempt(Assignment assignment, RunnerContext context, MasterClient master, StageCatalog catalog) {
        this.assignment = assignment;
        this.context = context;
        this.master = master;
        this.catalog = catalog;
    }

    /** How far it is. */
    AttemptReport progress() {
        return new AttemptReport.Running(assignment.attempt(), snapshot);
    }

    /** Whether this thread is at work on it. */
    boolean runsIn(Thread other) {
        return thread == other;
    }

    /** Its end, when it cannot report that itself. */
    AttemptReport failed(Failure failure) {
        return failed(failure, snapshot, Optional.empty());
    }

    /** Ends it soon; its report then says that it was killed. */
    synchronized void kill() {
        killed = true;
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    /** From now on the thread works on something else. A kill that came too late must not interrupt that. */
    private synchronized void leaveThread() {
        thread = null;
        Thread.interrupted();
    }

    /** Interrupts it once more if it was killed: code that ran when that happened may have kept the interruption to itself. */
    void remindOfKill() {
        if (killed) {
            kill();
        }
    }

    /** Runs the attempt to its end, whatever that is. */
    AttemptReport run() {
        thread = Thread.currentThread();
        AttemptId id = assignment.attempt();
        Counters counters = new Counters();
        long start = System.nanoTime();
        long ranBefore = ranNanos();
        AttemptReport report;
        try {
            report = succeed(id, counters);
        } catch (FetchFailedException e) {
            LOG.warn("{} could not fetch: {}", id, e.getMessage());
            Failure failure = new Failure(ErrorCode.FETCH_FAILED, e.failure().toString());
            report = failed(failure, counters, Optional.of(e.failure().output().attempt()));
        } catch (WeftException e) {
            LOG.warn("{} failed", id, e);
            report = failed(e.failure(), counters, Optional.empty());
        } catch (InterruptedException e) {
            report = failed(new Failure(ErrorCode.INTERRUPTED, "interrupted"), counters, Optional.empty());
        } catch (OutOfMemoryError e) {
            LOG.error("{} ran out of memory", id, e);
            report = failed(outOfMemory(e), counters, Optional.empty());
        } catch (Throwable e) {
            LOG.error("{} failed", id, e);
            report = failed(
                    new Failure(ErrorCode.INTERNAL, "Cannot go on: a mistake in Weft: " + e),
                    counters,
                    Optional.empty());
        } finally {
            leaveThread();
        }
        long nanos = System.nanoTime() - start;
        report.counters().add(Counter.TASK_MILLIS, nanos / 1_000_000);
        report.counters().add(Counter.WAIT_MICROS, Math.max(0, nanos - ranNanos() + ranBefore) / 1000);
        context.memory().addPeaks(report.counters());
        return report;
    }

    /** The time that this thread has had a core. */
    private static long ranNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private AttemptReport succeed(AttemptId id, Counters counters) throws InterruptedException {
        Reply.StageOf stage = catalog.stage(id.stage());
        AttemptContext functionContext =
                new AttemptContext(counters, context.code().files());
        try (TaskMemory memory = context.memory().arbiter().open(id.toString())) {
            AttemptWork work = new AttemptWork(assignment, stage, context, memory, counters);
            UserFunctions functions = catalog.functions(id.job());
            return FunctionScope.within(
                    functionContext,
                    () -> work.run(functions, master, () -> {
                        if (killed) {
                            throw new WeftException(ErrorCode.INTERRUPTED, "The attempt %s was killed", id);
                        }
                        snapshot = counters.copy();
                    }));
        }
    }

    private AttemptReport failed(Failure failure, Counters counters, Optional<AttemptId> blamed) {
        Failure reported = killed ? new Failure(ErrorCode.INTERRUPTED, "killed by the AppMaster") : failure;
        return new AttemptReport.Failed(assignment.attempt(), counters, reported, killed ? Optional.empty() : blamed);
    }

    private static Failure outOfMemory(OutOfMemoryError e) {
        return new Failure(
                ErrorCode.OUT_OF_MEMORY,
                "Cannot go on: the runner's heap is full: %s (raise weft.runner.memory-mb)".formatted(e.getMessage()));
    }
}
