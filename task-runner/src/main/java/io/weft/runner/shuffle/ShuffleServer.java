package io.weft.runner.shuffle;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the map outputs of one application that lie on this host, those of other runners too, with the protocol of
 * Hadoop's ShuffleHandler. For nodes that have no {@code mapreduce_shuffle}, or whose service is gone.
 *
 * <p>Each connection has a thread, because reading a file blocks and the disks of a host should work at the same time;
 * one more thread lets connections in and ends those that stand still. A request that is not signed with the
 * application's secret learns nothing but that.
 */
public final class ShuffleServer implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(ShuffleServer.class);

    private static final long CLOSE_MILLIS = 10_000;
    /** How long a rejected connection stays open, so that its client reads why before it sees the end. */
    private static final long FAREWELL_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final int MAX_FAREWELLS = 256;

    private static final long FAILED_ACCEPT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int BACKLOG = 256;

    /**
     * What a server allows.
     *
     * @param connections open at once; each takes a thread and 32 kB outside the heap
     * @param idleMillis until a connection without a request is closed
     * @param stallMillis until a connection is closed whose client takes no data
     */
    public record Limits(int connections, int idleMillis, int stallMillis) {
        public Limits {
            if (connections < 1 || idleMillis < 1 || stallMillis < 1) {
                throw new IllegalArgumentException("Invalid limits: %d connections, idle %d ms, stalled %d ms"
                        .formatted(connections, idleMillis, stallMillis));
            }
        }

        public static Limits defaults() {
            return new Limits(128, 5_000, 60_000);
        }
    }

    private record Farewell(SocketChannel channel, long untilNanos) {}

    private final ServerSocketChannel door;
    private final Selector selector;
    private final ServedOutputs served;
    private final Limits limits;
    private final Set<ServerConnection> connections = ConcurrentHashMap.newKeySet();
    private final Deque<Farewell> farewells = new ArrayDeque<>();
    private final ExecutorService threads;
    private final Thread doorkeeper;

    /**
     * Binds and begins to serve.
     *
     * @param address where to listen; port 0 for any
     */
    public ShuffleServer(
            InetSocketAddress address,
            ShuffleApplication application,
            ShuffleSignature signature,
            LocalOutputs outputs,
            Limits limits)
            throws IOException {
        this.limits = limits;
        this.selector = Selector.open();
        this.door = ServerSocketChannel.open();
        try {
            door.bind(address, BACKLOG);
            door.configureBlocking(false);
            door.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException e) {
            door.close();
            selector.close();
            throw e;
        }
        this.served = new ServedOutputs(port(), application, signature, outputs);
        AtomicInteger number = new AtomicInteger();
        this.threads =
                Executors.newCachedThreadPool(task -> daemon(task, "shuffle-server-" + number.getAndIncrement()));
        this.doorkeeper = daemon(this::keepDoor, "shuffle-server-door");
        doorkeeper.start();
        LOG.info("Serving map outputs of {} on port {}", application, port());
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** The port that readers must be told. */
    public int port() {
        return door.socket().getLocalPort();
    }

    /** Runs on the doorkeeper's thread. */
    private void keepDoor() {
        int pause = Math.max(1, Math.min(limits.idleMillis, limits.stallMillis) / 4);
        while (door.isOpen()) {
            try {
                selector.select(pause);
                selector.selectedKeys().clear();
                SocketChannel channel;
                while (door.isOpen() && (channel = door.accept()) != null) {
                    welcome(channel);
                }
            } catch (IOException e) {
                if (door.isOpen()) {
                    LOG.warn("Cannot accept a shuffle connection: {}", e.toString());
                    LockSupport.parkNanos(FAILED_ACCEPT_NANOS);
                }
            }
            sweep(System.nanoTime());
        }
        sweep(System.nanoTime() + FAREWELL_NANOS);
        closeSelector();
    }

    private void closeSelector() {
        try {
            selector.close();
        } catch (IOException e) {
            LOG.debug("Cannot close the selector of a shuffle server", e);
        }
    }

    private void welcome(SocketChannel channel) throws IOException {
        if (connections.size() >= limits.connections) {
            connections.stream().filter(ServerConnection::idle).findAny().ifPresent(this::end);
        }
        if (connections.size() >= limits.connections) {
            reject(channel);
            return;
        }
        channel.configureBlocking(true);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        ServerConnection connection = new ServerConnection(channel, served, limits);
        connections.add(connection);
        threads.execute(() -> {
            try {
                connection.run();
            } finally {
                end(connection);
            }
        });
    }

    private void end(ServerConnection connection) {
        connections.remove(connection);
        connection.close();
    }

    /** Says that the server is busy, without waiting for the request: closing now would take the answer back. */
    private void reject(SocketChannel channel) throws IOException {
        LOG.debug("Rejected a shuffle connection: {} are open", connections.size());
        if (farewells.size() >= MAX_FAREWELLS) {
            channel.close();
            return;
        }
        channel.configureBlocking(false);
        channel.write(ByteBuffer.wrap(ServedOutputs.BUSY));
        channel.shutdownOutput();
        farewells.add(new Farewell(channel, System.nanoTime() + FAREWELL_NANOS));
    }

    /** Ends what has stood still for too long. */
    private void sweep(long nowNanos) {
        for (ServerConnection connection : connections) {
            if (connection.overdue(nowNanos)) {
                LOG.debug("Closing a shuffle connection that stands still");
                end(connection);
            }
        }
        while (!farewells.isEmpty() && nowNanos - farewells.peek().untilNanos >= 0) {
            try {
                farewells.remove().channel.close();
            } catch (IOException e) {
                LOG.debug("Cannot close a rejected shuffle connection", e);
            }
        }
    }

    /** Ends all connections, also in the middle of a reply. */
    @Override
    public void close() throws IOException {
        door.close();
        selector.wakeup();
        try {
            doorkeeper.join(CLOSE_MILLIS);
            connections.forEach(this::end);
            threads.shutdown();
            if (!threads.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.warn("Shuffle connections are still open {} ms after they were closed", CLOSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
