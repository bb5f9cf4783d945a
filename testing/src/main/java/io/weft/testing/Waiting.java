package io.weft.testing;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for what a daemon does in its own time and does not tell. */
public final class Waiting {
    private static final long PAUSE_MILLIS = 25;

    private Waiting() {}

    @FunctionalInterface
    public interface Condition {
        boolean holds() throws IOException;
    }

    /**
     * Returns as soon as the condition holds.
     *
     * @throws IOException when it does not hold in time, or the thread is interrupted
     */
    public static void until(String what, Duration limit, Condition condition) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new IOException("Cannot go on: waited %d s for %s".formatted(limit.toSeconds(), what));
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted while waiting for " + what, e);
            }
        }
    }
}
