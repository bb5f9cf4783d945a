package io.weft.runner.shuffle;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Between the threads that fetch and the one that reads: the segments that have arrived, and the account of the bytes that
 * are held. Threads may ask a server for more only while less than half of the capacity is held; what a request then
 * brings is always taken, so that no server waits for a reader: into memory as long as that lasts, else into a file.
 *
 * <p>Safe for many threads.
 */
final class SegmentQueue {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentQueue.class);

    private static final int FIRST_REQUEST = 8;
    private static final int LONGEST_REQUEST = 1024;

    /** A segment and what it holds. */
    record Entry(Segment segment, long memoryBytes, long spilledBytes) {}

    private final long capacity;
    private final Deque<Entry> ready = new ArrayDeque<>();
    private long expected;
    private long memoryBytes;
    private long spilledBytes;
    private long arrived;
    private long arrivedBytes;
    private long allSpilledBytes;
    private @Nullable Throwable failure;
    private boolean closed;

    /**
     * Creates an empty queue.
     *
     * @param capacity bytes of segments in memory, never exceeded
     * @param expected segments that will arrive, empty ones too
     */
    SegmentQueue(long capacity, long expected) {
        this.capacity = capacity;
        this.expected = expected;
    }

    /** Waits until another request may be sent. */
    synchronized void awaitRoom() throws InterruptedException {
        while (!closed && failure == null && memoryBytes + spilledBytes >= capacity / 2) {
            wait();
        }
    }

    /** How many outputs to ask for, so that all threads together bring about half of the capacity. */
    synchronized int requestLength(int threads) {
        if (arrived == 0) {
            return FIRST_REQUEST;
        }
        long mean = Math.max(1, arrivedBytes / arrived);
        return (int) Math.max(1, Math.min(LONGEST_REQUEST, capacity / (2L * threads) / mean));
    }

    /** Takes memory for a segment; false where it should go to a file. */
    synchronized boolean tryReserve(long bytes) {
        if (bytes > capacity / 4 || memoryBytes + bytes > capacity) {
            return false;
        }
        memoryBytes += bytes;
        return true;
    }

    /** Gives memory back for which no entry was put. */
    synchronized void release(long bytes) {
        memoryBytes -= bytes;
        notifyAll();
    }

    synchronized void putEmpty() {
        arrived++;
        expected--;
        notifyAll();
    }

    /** Adds a segment, whose memory was reserved. */
    synchronized void put(Entry entry) {
        arrived++;
        arrivedBytes += entry.segment.length();
        spilledBytes += entry.spilledBytes;
        allSpilledBytes += entry.spilledBytes;
        expected--;
        ready.add(entry);
        if (closed) {
            discard();
        }
        notifyAll();
    }

    /** Ends the reading; the first failure is the one that the reader gets. */
    synchronized void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
        notifyAll();
    }

    /** The next segment that has arrived, or null where none has. Throws the failure of a fetching thread. */
    synchronized @Nullable Entry poll() {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        Entry entry = ready.poll();
        if (entry != null) {
            spilledBytes -= entry.spilledBytes;
            notifyAll();
        }
        return entry;
    }

    /** The next segment, or null when there are no more. */
    synchronized @Nullable Entry take() throws InterruptedException {
        while (true) {
            Entry entry = poll();
            if (entry != null || expected == 0) {
                return entry;
            }
            if (closed) {
                throw new IllegalStateException("Cannot read a shuffle reader that is closed");
            }
            wait();
        }
    }

    synchronized void close() {
        closed = true;
        discard();
        notifyAll();
    }

    private void discard() {
        for (Entry entry : ready) {
            try {
                entry.segment.close();
            } catch (IOException e) {
                LOG.debug("Cannot close a fetched segment", e);
            }
        }
        ready.clear();
    }

    synchronized long fetchedBytes() {
        return arrivedBytes;
    }

    synchronized long allSpilledBytes() {
        return allSpilledBytes;
    }
}
