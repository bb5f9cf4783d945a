package io.weft.runner.shuffle;

import io.weft.runner.shuffle.FetchFailure.Cause;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what a task needs of an exchange: fetches from several hosts at once, reads this host's outputs from disk, and
 * hands out one segment after another, in no particular order. A segment that was fetched is whole and verified before it
 * is handed out; if anything cannot be had, {@link #next} throws, and what was read so far must be thrown away with the
 * attempt.
 *
 * <p>Memory stays within {@link ShuffleRead#memoryBytes}: servers are asked for more only while there is room, and what
 * is still too much waits in the spill directory.
 *
 * <p>For one thread. Threads of its own run from the constructor to {@link #close}.
 */
public final class ShuffleReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ShuffleReader.class);

    /** A fetching thread's buffers: for copying, for the connection, and the JDK's for socket and file. */
    private static final int THREAD_BYTES = 320 << 10;
    /** The buffers of the file in hand. */
    private static final int FILE_BYTES = 128 << 10;
    /** Less memory for each thread than this would be spent on requests for single segments. */
    private static final long LEAST_BYTES_PER_THREAD = 1 << 20;

    private static final int COPY_BYTES = 64 << 10;
    private static final long JOIN_MILLIS = 10_000;

    private record Local(ShuffleSource source, int partition) {}

    private final ShuffleAccess access;
    private final ShuffleRead read;
    private final SegmentQueue queue;
    private final Deque<Local> locals = new ArrayDeque<>();
    private final Queue<Map.Entry<ShuffleAddress, Map<Integer, List<MapOutputId>>>> hosts =
            new ConcurrentLinkedQueue<>();
    private final Set<ShuffleClient> clients = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong retries = new AtomicLong();
    private SegmentQueue.@Nullable Entry current;
    private long localBytes;
    private long waitNanos;
    private volatile boolean closed;

    /** Begins to fetch. */
    public ShuffleReader(ShuffleAccess access, ShuffleRead read) {
        this.access = access;
        this.read = read;
        Map<ShuffleAddress, Map<Integer, List<MapOutputId>>> remote = plan();
        int threadCount = (int) Math.min(
                Math.min(access.settings().hostsAtOnce(), remote.size()),
                Math.max(1, read.memoryBytes() / LEAST_BYTES_PER_THREAD));
        long expected = remote.values().stream()
                .flatMap(partitions -> partitions.values().stream())
                .mapToLong(List::size)
                .sum();
        this.queue = new SegmentQueue(read.memoryBytes() - (long) threadCount * THREAD_BYTES - FILE_BYTES, expected);
        hosts.addAll(inTurn(remote));
        for (int i = 0; i < threadCount; i++) {
            Thread thread = new Thread(() -> fetch(threadCount), "shuffle-fetch-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    /** Sorts the work into what this host has, and what each server is asked for. */
    private Map<ShuffleAddress, Map<Integer, List<MapOutputId>>> plan() {
        List<ShuffleSource> sources = read.sources();
        boolean[] here = new boolean[sources.size()];
        for (int producer = 0; producer < here.length; producer++) {
            ShuffleSource source = sources.get(producer);
            here[producer] = source.address().host().equals(access.host())
                    && access.local().holds(source.output());
        }
        Map<ShuffleAddress, Map<Integer, List<MapOutputId>>> remote = new LinkedHashMap<>();
        for (PartitionSlice slice : read.slices()) {
            for (int producer = slice.fromProducer(); producer < slice.toProducer(); producer++) {
                ShuffleSource source = sources.get(producer);
                if (here[producer]) {
                    locals.add(new Local(source, slice.partition()));
                } else {
                    remote.computeIfAbsent(source.address(), address -> new LinkedHashMap<>())
                            .computeIfAbsent(slice.partition(), partition -> new ArrayList<>())
                            .add(source.output());
                }
            }
        }
        return remote;
    }

    /** The servers, beginning with another one for each partition, so that not all readers ask the same one first. */
    private List<Map.Entry<ShuffleAddress, Map<Integer, List<MapOutputId>>>> inTurn(
            Map<ShuffleAddress, Map<Integer, List<MapOutputId>>> remote) {
        List<Map.Entry<ShuffleAddress, Map<Integer, List<MapOutputId>>>> order = new ArrayList<>(remote.entrySet());
        if (!read.slices().isEmpty()) {
            Collections.rotate(order, -read.slices().get(0).partition());
        }
        return order;
    }

    /** Runs on each fetching thread. */
    private void fetch(int threadCount) {
        byte[] copyBuffer = new byte[COPY_BYTES];
        try {
            Map.Entry<ShuffleAddress, Map<Integer, List<MapOutputId>>> work;
            while (!closed && (work = hosts.poll()) != null) {
                ShuffleAddress address = work.getKey();
                HostFetch fetch = new HostFetch(address, work.getValue(), queue, read.spillDirectory(), copyBuffer);
                try (ShuffleClient client =
                        new ShuffleClient(address, access.signature(), access.settings(), access.sockets())) {
                    clients.add(client);
                    if (closed) {
                        return;
                    }
                    fetch.run(client, threadCount);
                    clients.remove(client);
                    retries.addAndGet(client.retries());
                }
            }
        } catch (InterruptedException e) {
            if (!closed) {
                queue.fail(new IllegalStateException("A fetching thread was interrupted", e));
            }
        } catch (Throwable e) {
            // Whatever it is, the reader must not wait for segments that will not come.
            queue.fail(e);
        }
    }

    /**
     * The next segment, or null when there are no more. Frees the one before it.
     *
     * @throws FetchFailedException if an output cannot be had
     * @throws io.weft.error.WeftException if the spill directory's disk fails
     */
    public @Nullable Segment next() throws InterruptedException {
        free();
        SegmentQueue.Entry entry = queue.poll();
        if (entry == null) {
            Segment local = nextLocal();
            if (local != null) {
                current = new SegmentQueue.Entry(local, 0, 0);
                return local;
            }
            long start = System.nanoTime();
            entry = queue.take();
            waitNanos += System.nanoTime() - start;
        }
        current = entry;
        return entry == null ? null : entry.segment();
    }

    private @Nullable Segment nextLocal() throws InterruptedException {
        Local next;
        while ((next = locals.poll()) != null) {
            ShuffleSource source = next.source;
            try {
                MapOutputFile file = access.local().find(source.output());
                if (file == null) {
                    throw new IOException("Map output was deleted");
                }
                long length = file.index().length(next.partition);
                if (length > 0) {
                    localBytes += length;
                    return new Segment(
                            source,
                            next.partition,
                            length,
                            new TranslatingInputStream(file.open(next.partition), e -> broken(source, e)));
                }
            } catch (ClosedByInterruptException e) {
                throw new InterruptedException("Interrupted while opening " + source.output());
            } catch (IOException e) {
                throw broken(source, e);
            }
        }
        return null;
    }

    private static FetchFailedException broken(ShuffleSource source, IOException e) {
        Cause cause = e instanceof CorruptSegmentException ? Cause.CORRUPT : Cause.MISSING;
        return new FetchFailedException(
                new FetchFailure(source.output(), source.address(), cause, "on the reader's own disk: " + e), e);
    }

    private void free() {
        if (current != null) {
            try {
                current.segment().close();
            } catch (IOException e) {
                LOG.debug("Cannot close a segment that was read", e);
            }
            queue.release(current.memoryBytes());
            current = null;
        }
    }

    public ShuffleCounters counters() {
        return new ShuffleCounters(localBytes, queue.fetchedBytes(), queue.allSpilledBytes(), retries.get(), waitNanos);
    }

    /** Ends all fetching and frees everything. Waits for the threads. */
    @Override
    public void close() {
        closed = true;
        free();
        queue.close();
        clients.forEach(ShuffleClient::close);
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                thread.join(JOIN_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
