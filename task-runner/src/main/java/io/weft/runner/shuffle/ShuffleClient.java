package io.weft.runner.shuffle;

import io.weft.runner.shuffle.FetchFailure.Cause;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import javax.net.SocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches map outputs from one server over one connection, and tries again where that can help. Each segment is delivered
 * once, whole and verified, or the fetch fails.
 *
 * <p>For one thread, but for {@link #close}.
 */
final class ShuffleClient implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(ShuffleClient.class);

    /** A server that has answered that it cannot serve will hardly say anything else in a few seconds. */
    private static final int ANSWERED_TRIES = 2;

    private static final long MAX_BACKOFF_MILLIS = 10_000;
    private static final long MIN_BUSY_MILLIS = 50;

    private final ShuffleAddress address;
    private final FetchSettings settings;
    private final ShuffleConnection connection;
    private volatile boolean closed;
    private int failures;
    private int answeredFailures;
    private long busyMillis;
    private long retries;

    ShuffleClient(ShuffleAddress address, ShuffleSignature signature, FetchSettings settings, SocketFactory sockets) {
        this.address = address;
        this.settings = settings;
        this.connection = new ShuffleConnection(address, signature, settings, sockets);
    }

    /**
     * Fetches one partition of some outputs, in their order, with as many requests as that takes.
     *
     * @param perRequest how many outputs to ask for at once, at most
     * @throws FetchFailedException if one of them cannot be had; those before it were delivered
     * @throws InterruptedException also when the client was closed
     */
    void fetch(int partition, Collection<MapOutputId> outputs, int perRequest, SegmentReceiver receiver)
            throws InterruptedException {
        Deque<MapOutputId> pending = new ArrayDeque<>(outputs);
        int limit = perRequest;
        progressed();
        while (!pending.isEmpty()) {
            int before = pending.size();
            ShuffleRequest request = ShuffleRequest.forFirst(partition, pending, limit);
            try {
                receive(request, pending, receiver);
                progressed();
            } catch (IOException e) {
                connection.disconnect();
                if (closed) {
                    throw new InterruptedException("Fetch from %s was closed".formatted(address));
                }
                if (pending.size() < before) {
                    progressed();
                }
                if (causeOf(e) == Cause.MISSING && request.outputs().size() > 1) {
                    // A server refuses a whole request for one bad output: find out which, and get the others.
                    limit = 1;
                } else {
                    pauseAfter(e, pending.getFirst());
                }
            }
        }
    }

    /** How often a request was made again after trouble. */
    long retries() {
        return retries;
    }

    private void receive(ShuffleRequest request, Deque<MapOutputId> pending, SegmentReceiver receiver)
            throws IOException, InterruptedException {
        ShuffleConnection.Reply reply = connection.request(request);
        for (MapOutputId output : request.outputs()) {
            SegmentHeader header = SegmentHeader.read(reply, output, request.partition());
            SegmentInputStream body = new SegmentInputStream(reply, header.length(), header.checksum());
            receiver.receive(header, body);
            if (body.left() != 0) {
                throw new IllegalStateException("Segment of %s was not read to its end".formatted(output));
            }
            pending.removeFirst();
        }
        reply.complete();
    }

    private void progressed() {
        failures = 0;
        answeredFailures = 0;
        busyMillis = 0;
    }

    private void pauseAfter(IOException e, MapOutputId output) throws InterruptedException {
        Cause cause = causeOf(e);
        long pause;
        boolean over;
        if (cause == Cause.BUSY) {
            pause = busyPause(e);
            busyMillis += pause;
            over = busyMillis > settings.busyMillis();
        } else {
            pause = Math.min(MAX_BACKOFF_MILLIS, (long) settings.firstBackoffMillis() << Math.min(failures, 20));
            failures++;
            answeredFailures += cause == Cause.UNREACHABLE || cause == Cause.BROKEN ? 0 : 1;
            over = failures >= settings.tries() || answeredFailures >= ANSWERED_TRIES;
        }
        if (over) {
            String detail = e.getMessage() == null ? e.toString() : e.getMessage();
            throw new FetchFailedException(new FetchFailure(output, address, cause, detail), e);
        }
        retries++;
        LOG.info("[{}] Fetch from {} failed, trying again in {} ms: {}", output, address, pause, e.toString());
        Thread.sleep(pause);
    }

    private static long busyPause(IOException e) {
        long asked = e instanceof RejectedRequestException rejected ? rejected.retryAfterMillis() : 0;
        return Math.max(MIN_BUSY_MILLIS, Math.min(MAX_BACKOFF_MILLIS, asked));
    }

    private static Cause causeOf(IOException e) {
        if (e instanceof RejectedRequestException rejected) {
            return switch (rejected.status()) {
                case 401 -> Cause.UNAUTHORIZED;
                case 429 -> Cause.BUSY;
                case 500 -> Cause.MISSING;
                default -> Cause.INVALID_REPLY;
            };
        }
        if (e instanceof ConnectFailedException) {
            return Cause.UNREACHABLE;
        }
        if (e instanceof CorruptSegmentException) {
            return Cause.CORRUPT;
        }
        return e instanceof InvalidReplyException ? Cause.INVALID_REPLY : Cause.BROKEN;
    }

    /** Ends this for good, and whatever fetch is under way. For any thread. */
    @Override
    public void close() {
        closed = true;
        connection.close();
    }
}
