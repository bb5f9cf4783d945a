package io.weft.appmaster.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.util.ShutdownHookManager;
import org.jspecify.annotations.Nullable;

/**
 * Ends the job when this process is told to end: by Ctrl-C or SIGTERM, after which the JVM exits with 130 or 143 by itself.
 * The AppMaster is asked first, since it cleans up; if it does not, YARN is.
 */
final class Interruption implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;
    private static final long HOOK_SECONDS = 30;

    private final RunningJob job;
    private final PrintStream out;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Runnable hook = this::end;
    private volatile @Nullable JobWatcher watcher;

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

    private void end() {
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
            return over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (IOException | RuntimeException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
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
