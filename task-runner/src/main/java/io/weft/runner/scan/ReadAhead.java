package io.weft.runner.scan;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Fetches the next row group, by a thread of its own, while the one before is computed on. For one thread, the attempt's. */
final class ReadAhead implements AutoCloseable {
    private final RowGroupSource source;
    private @Nullable ExecutorService executor;
    private @Nullable Future<@Nullable FetchedRowGroup> pending;

    /** Takes over the source. */
    ReadAhead(RowGroupSource source) {
        this.source = source;
    }

    /** The next row group, or null when there are no more. */
    @Nullable FetchedRowGroup next() {
        FetchedRowGroup fetched = pending == null ? source.next() : await(pending);
        pending = null;
        if (fetched != null && source.mayHaveNext()) {
            if (executor == null) {
                executor = Executors.newSingleThreadExecutor(task -> {
                    Thread thread = new Thread(
                            task, "read ahead for " + Thread.currentThread().getName());
                    thread.setDaemon(true);
                    return thread;
                });
            }
            pending = executor.submit(source::next);
        }
        return fetched;
    }

    private static @Nullable FetchedRowGroup await(Future<@Nullable FetchedRowGroup> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw WeftException.causedBy(e, ErrorCode.INTERRUPTED, "The scan was interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Ends a fetch that is under way, and closes the source. */
    @Override
    public void close() {
        if (executor != null) {
            executor.shutdown();
            closePending();
            executor.shutdownNow();
        }
        source.close();
    }

    private void closePending() {
        boolean wasInterrupted = Thread.interrupted();
        try {
            while (executor != null && !executor.awaitTermination(1, TimeUnit.MINUTES)) {
                executor.shutdownNow();
            }
            if (pending != null) {
                FetchedRowGroup unused = pending.get();
                if (unused != null) {
                    unused.close();
                }
            }
        } catch (InterruptedException e) {
            wasInterrupted = true;
        } catch (ExecutionException | CancellationException e) {
            // Nobody asks for it any more.
        } finally {
            pending = null;
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
