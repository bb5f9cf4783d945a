package io.weft.examples.jobs;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A place in a job where its attempts wait until a test lets them go on.
 *
 * @param directory where an attempt that waits leaves a file {@code waiting-PID}, and {@code open} lets all go on
 */
public record Gate(String directory) implements Serializable {
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** Returns when the gate is open; where there is no directory there is no gate. */
    public void pass() {
        if (directory.isEmpty()) {
            return;
        }
        Path open = Path.of(directory, "open");
        if (Files.exists(open)) {
            return;
        }
        Path waiting = Path.of(directory, "waiting-" + ProcessHandle.current().pid());
        try {
            Files.writeString(waiting, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        while (!Files.exists(open) && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }
}
