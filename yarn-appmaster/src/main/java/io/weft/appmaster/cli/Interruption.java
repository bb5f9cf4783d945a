package io.weft.appmaster.cli;

import io.weft.error.ExitCall;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.util.ShutdownHookManager;
import org.jspecify.annotations.Nullable;

/**
 * Ends the job when this process is told to end: by Ctrl-C or SIGTERM, after which the JVM exits with 130 or 143 by itself.
 * The AppMaster is asked first, since it cleans up; if it does not, YARN is. Where the job's own code calls {@code System.exit}, the
 * process ends with the code of a job that has failed, and not with the one that was given there.
 */
final class Interruption implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;
    private static final long HOOK_SECONDS = 30;

    private final RunningJob job;
    private final PrintStream out;
    private final Thread follower = Thread.currentThread();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Runnable hook = this::end;
    private volatile @Nullable JobWatcher watcher;
    private volatile int code;

    /** Watches over the job from now on. */
    Interruption(RunningJob job, PrintStream out) {
        this.job = job;
        this.out = out;
        // Before Hadoop's own hook closes the file systems.
        ShutdownHookManager.get()
                .addShutdownHook(hook, FileSystem.SHUTDOWN_HOOK_PRIORITY + 10, HOOK_SECONDS, TimeUnit.SECONDS);
    }

    /** From now on the AppMaster can be asked. */
    void connected(JobWatcher newWatcher) {
        watcher = newWatcher;
    }

    /** The job has ended, and this process is to give this code. */
    void over(int exitCode) {
        code = exitCode;
    }

    private void end() {
        Optional<ExitCall> exit = ExitCall.underway();
        if (exit.isPresent()) {
            fail(exit.get());
            return;
        }
        out.println("weft: interrupted: ending " + job.application());
        try {
            JobWatcher connected = watcher;
            if (connected == null || !endsItself(connected)) {
                job.kill();
            }
        } catch (IOException | RuntimeException e) {
            out.println("weft: Cannot end %s: %s".formatted(job.application(), e.getMessage()));
        }
    }

    private boolean endsItself(JobWatcher connected) {
        try {
            connected.kill("its client was interrupted");
            return isSoonOver();
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private boolean isSoonOver() {
        try {
            return over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends the process as one whose job has failed, once the job has: a runner in this process reports the call as its attempt's failure. */
    private void fail(ExitCall exit) {
        boolean isTold = exit.thread() != follower && isSoonOver() && code != 0;
        if (!isTold) {
            out.println("weft: " + exit.failure().message());
            sayFarewell();
        }
        job.close();
        Runtime.getRuntime().halt(isTold ? code : exit.failure().code().exitCode());
    }

    /** So that an AppMaster whose job is over does not wait for this client. */
    private void sayFarewell() {
        try {
            JobWatcher connected = watcher;
            if (connected != null) {
                connected.farewell();
            }
        } catch (IOException | RuntimeException e) {
            // It leaves without, only later.
            return;
        }
    }

    /** The job is over, or left to itself: nothing is to be ended any more. */
    @Override
    public void close() {
        over.countDown();
        if (!ShutdownHookManager.get().isShutdownInProgress()) {
            ShutdownHookManager.get().removeShutdownHook(hook);
        }
    }
}
