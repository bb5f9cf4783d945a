package io.weft.runner.memory;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;

/** What one consumer holds of an attempt's memory. Ask before allocating, release after letting go. */
public final class MemoryReservation implements AutoCloseable {
    private final TaskMemory task;
    private final String consumer;

    /** Guarded by the arbiter. */
    private long bytes;

    /** Whether it is one of those among which the attempt's memory is divided. */
    private final boolean shares;

    private boolean closed;

    MemoryReservation(TaskMemory task, String consumer, boolean shares) {
        this.task = task;
        this.consumer = consumer;
        this.shares = shares;
    }

    /** Whether so many more bytes may be held; if not, nothing changes, and the consumer spills or does without. */
    public boolean tryGrow(long more) {
        synchronized (task.arbiter()) {
            if (closed) {
                throw new IllegalStateException("The reservation of %s is closed".formatted(consumer));
            }
            if (shares && more > task.share() - bytes) {
                return false;
            }
            return take(more);
        }
    }

    private boolean take(long more) {
        if (!task.arbiter().tryGrow(task, more)) {
            return false;
        }
        bytes += more;
        return true;
    }

    /**
     * Takes so many more bytes that the consumer cannot do without.
     *
     * @throws WeftException {@link ErrorCode#OUT_OF_MEMORY} where they are refused
     */
    public void grow(long more) {
        if (!tryGrow(more) && !takeBeyondShare(more)) {
            throw new WeftException(
                    ErrorCode.OUT_OF_MEMORY,
                    "[%s] Cannot reserve %d bytes for %s: the task holds %d of at most %d"
                            + " (give containers more memory or fewer slots)",
                    task.name(),
                    more,
                    consumer,
                    task.reserved(),
                    task.limit());
        }
    }

    private boolean takeBeyondShare(long more) {
        synchronized (task.arbiter()) {
            return shares && take(more);
        }
    }

    /** Holds {@code total} bytes from now on, if that is no more than before or granted. */
    public boolean tryResize(long total) {
        synchronized (task.arbiter()) {
            if (total > bytes) {
                return tryGrow(total - bytes);
            }
            release(bytes - total);
            return true;
        }
    }

    /** Gives so many bytes back. */
    public void release(long fewer) {
        synchronized (task.arbiter()) {
            if (fewer > bytes) {
                throw new IllegalStateException(
                        "Cannot release %d bytes: %s holds %d".formatted(fewer, consumer, bytes));
            }
            task.arbiter().release(task, fewer);
            bytes -= fewer;
        }
    }

    /** Bytes held now. */
    public long bytes() {
        synchronized (task.arbiter()) {
            return bytes;
        }
    }

    boolean shares() {
        return shares;
    }

    public String consumer() {
        return consumer;
    }

    /** Gives everything back. Harmless when repeated, or after the attempt's memory has been closed. */
    @Override
    public void close() {
        synchronized (task.arbiter()) {
            if (!closed) {
                closed = true;
                task.arbiter().release(task, Math.min(bytes, task.held()));
                bytes = 0;
                task.forget(this);
            }
        }
    }
}
