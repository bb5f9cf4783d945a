package io.weft.runner.shuffle;

import io.weft.runner.shuffle.ShuffleAddress.Server;
import io.weft.stage.JobId;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.ShuffleHandler;
import org.apache.hadoop.metrics2.lib.DefaultMetricsSystem;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.server.api.ApplicationInitializationContext;
import org.apache.hadoop.yarn.server.api.AuxiliaryLocalPathHandler;

/** A node's local directories for one application, laid out as a NodeManager does, with a server over them. */
final class ShuffleNode implements Closeable {
    static final ShuffleApplication APPLICATION = new ShuffleApplication(1_731_234_567_890L, 1);
    static final byte[] SECRET = bytes(new Random(1), 32);

    private static final String USER = "tester";

    /** Whose server serves a node's outputs. */
    enum Kind {
        WEFT,
        HADOOP
    }

    private final ShuffleAddress address;
    private final LocalOutputs outputs;
    private final Closeable server;

    private ShuffleNode(ShuffleAddress address, LocalOutputs outputs, Closeable server) {
        this.address = address;
        this.outputs = outputs;
        this.server = server;
    }

    static ShuffleNode start(Kind kind, Path root) throws IOException {
        return start(kind, root, 128);
    }

    static ShuffleNode start(Kind kind, Path root, int maxConnections) throws IOException {
        LocalOutputs outputs = directories(root);
        return switch (kind) {
            case WEFT -> weft(outputs, new ShuffleServer.Limits(maxConnections, 60_000, 60_000));
            case HADOOP -> hadoop(root, outputs, maxConnections);
        };
    }

    static ShuffleNode weft(LocalOutputs outputs, ShuffleServer.Limits limits) throws IOException {
        ShuffleServer server = new ShuffleServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), APPLICATION, signature(), outputs, limits);
        return new ShuffleNode(new ShuffleAddress("localhost", server.port(), Server.RUNNER), outputs, server);
    }

    private static ShuffleNode hadoop(Path root, LocalOutputs outputs, int maxConnections) {
        DefaultMetricsSystem.setMiniClusterMode(true);
        Configuration configuration = new Configuration();
        configuration.setInt(ShuffleHandler.SHUFFLE_PORT_CONFIG_KEY, 0);
        configuration.setInt(ShuffleHandler.MAX_SHUFFLE_CONNECTIONS, maxConnections);
        ShuffleHandler handler = new ShuffleHandler();
        handler.setAuxiliaryLocalPathHandler(
                new NodeManagerDirectories(List.of(root.resolve("d0"), root.resolve("d1"))));
        handler.init(configuration);
        handler.start();
        handler.initializeApplication(new ApplicationInitializationContext(
                USER,
                ApplicationId.newInstance(APPLICATION.clusterTimestamp(), APPLICATION.number()),
                NodeShuffleService.registration(SECRET)));
        int port = NodeShuffleService.port(handler.getMetaData());
        return new ShuffleNode(new ShuffleAddress("localhost", port, Server.NODE), outputs, handler);
    }

    /** What a NodeManager gives its services to find files with: the first directory that has one wins. */
    private record NodeManagerDirectories(List<Path> directories) implements AuxiliaryLocalPathHandler {
        @Override
        public org.apache.hadoop.fs.Path getLocalPathForRead(String path) throws IOException {
            for (Path directory : directories) {
                if (Files.exists(directory.resolve(path))) {
                    return new org.apache.hadoop.fs.Path(directory.resolve(path).toString());
                }
            }
            throw new IOException("Could not find " + path);
        }

        @Override
        public org.apache.hadoop.fs.Path getLocalPathForWrite(String path) {
            throw new UnsupportedOperationException();
        }

        @Override
        public org.apache.hadoop.fs.Path getLocalPathForWrite(String path, long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Iterable<org.apache.hadoop.fs.Path> getAllLocalPathsForRead(String path) {
            throw new UnsupportedOperationException();
        }
    }

    /** The application's directories on two disks. */
    static LocalOutputs directories(Path root) throws IOException {
        String application = "usercache/" + USER + "/appcache/" + APPLICATION;
        return new LocalOutputs(List.of(
                Files.createDirectories(root.resolve("d0").resolve(application)),
                Files.createDirectories(root.resolve("d1").resolve(application))));
    }

    static ShuffleSignature signature() {
        return new ShuffleSignature(SECRET, "HmacSHA1");
    }

    static MapOutputId id(int task) {
        return id(APPLICATION, task);
    }

    static MapOutputId id(ShuffleApplication application, int task) {
        return new MapOutputId(application, new JobId(0).stage(1).task(task).attempt(0));
    }

    static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** The bytes that the tests write into a partition of a task's output. */
    static byte[] content(int task, int partition, int length) {
        return bytes(new Random(31L * task + partition), length);
    }

    /** Writes an output whose partitions have these lengths. */
    static void write(LocalOutputs outputs, int task, int... lengths) throws IOException {
        try (MapOutputWriter writer = outputs.create(id(task), lengths.length)) {
            for (int partition = 0; partition < lengths.length; partition++) {
                if (lengths[partition] > 0) {
                    OutputStream out = writer.partition(partition);
                    out.write(content(task, partition, lengths[partition]));
                }
            }
            writer.commit();
        }
    }

    void write(int task, int... lengths) throws IOException {
        write(outputs, task, lengths);
    }

    /** The data file of an output. */
    Path data(int task) {
        return outputs.directories().stream()
                .map(directory -> directory.resolve("output/" + id(task) + "/file.out"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }

    /** Replaces a byte of an output's data file. */
    void damage(int task, long position) throws IOException {
        try (FileChannel file = FileChannel.open(data(task), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            file.read(one, position);
            one.put(0, (byte) ~one.get(0)).rewind();
            file.write(one, position);
        }
    }

    ShuffleAddress address() {
        return address;
    }

    LocalOutputs outputs() {
        return outputs;
    }

    ShuffleSource source(int task) {
        return new ShuffleSource(id(task), address);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
