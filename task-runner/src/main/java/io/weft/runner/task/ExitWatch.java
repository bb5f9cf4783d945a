package io.weft.runner.task;

import io.weft.error.ExitCall;
import java.util.function.Consumer;

/** Waits for a call of {@code System.exit} until it is closed. */
final class ExitWatch implements AutoCloseable {
    private final Thread hook;

    /**
     * Begins to watch.
     *
     * @param told of the call, while the JVM ends; it waits until this returns
     */
    ExitWatch(Consumer<ExitCall> told) {
        this.hook = new Thread(() -> ExitCall.underway().ifPresent(told), "exit-watch");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending, and the hook has begun.
            return;
        }
    }
}
