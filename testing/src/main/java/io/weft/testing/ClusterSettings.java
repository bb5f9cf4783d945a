package io.weft.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster is to look like. Start from {@link #defaults} and change what matters.
 *
 * @param nodes number of nodes, each a DataNode and a NodeManager on a host of its own
 * @param nodeSize what each NodeManager offers to containers
 * @param racks rack names such as {@code /rack-1}, given to the nodes in turn; empty leaves all in Hadoop's default rack
 * @param hdfs how files are stored
 * @param yarn how containers are scheduled
 * @param properties Hadoop properties for all daemons and clients; they win over everything else
 * @param directory where the cluster keeps its files and logs, left in place when the cluster is closed; null means a
 *     temporary directory that is removed then
 */
public record ClusterSettings(
        int nodes,
        NodeSize nodeSize,
        List<String> racks,
        Hdfs hdfs,
        Yarn yarn,
        Map<String, String> properties,
        @Nullable Path directory) {

    /** Hosts are 127.0.1.1 to 127.0.1.254. */
    private static final int MOST_NODES = 254;

    /** Memory in megabytes and cores that one NodeManager offers. */
    public record NodeSize(int memoryMegabytes, int cores) {
        public NodeSize {
            if (memoryMegabytes <= 0 || cores <= 0) {
                throw new IllegalArgumentException(
                        "Cannot offer %d MB and %d cores: both must be positive".formatted(memoryMegabytes, cores));
            }
        }
    }

    /** Replicas of a block, and the size of a block in bytes. */
    public record Hdfs(int replication, long blockSize) {
        /** A block holds whole checksum chunks of this many bytes. */
        private static final int CHUNK = 512;

        public Hdfs {
            if (replication <= 0) {
                throw new IllegalArgumentException(
                        "Cannot keep %d replicas: there must be at least one".formatted(replication));
            }
            if (blockSize <= 0 || blockSize % CHUNK != 0) {
                throw new IllegalArgumentException(
                        "Cannot use blocks of %d bytes: the size must be a multiple of %d".formatted(blockSize, CHUNK));
            }
        }
    }

    /**
     * How YARN runs.
     *
     * @param shuffleService whether NodeManagers carry the {@code mapreduce_shuffle} service
     * @param asynchronousScheduling whether the scheduler assigns containers by itself, as Hadoop 3.5 does by default,
     *     or only when a NodeManager reports
     * @param heartbeat time between two reports of a NodeManager
     */
    public record Yarn(boolean shuffleService, boolean asynchronousScheduling, Duration heartbeat) {
        public Yarn {
            if (heartbeat.toMillis() <= 0) {
                throw new IllegalArgumentException(
                        "Cannot send heartbeats every %s: it is too short".formatted(heartbeat));
            }
        }
    }

    public ClusterSettings {
        if (nodes < 1 || nodes > MOST_NODES) {
            throw new IllegalArgumentException(
                    "Cannot start %d nodes: the number must be from 1 to %d".formatted(nodes, MOST_NODES));
        }
        racks = List.copyOf(racks);
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    /**
     * Three nodes of 4096 MB and four cores in one rack, two replicas, blocks of 128 MB, the shuffle service, and
     * Hadoop's own defaults for everything else.
     */
    public static ClusterSettings defaults() {
        return new ClusterSettings(
                3,
                new NodeSize(4096, 4),
                List.of(),
                new Hdfs(2, 128 << 20),
                new Yarn(true, true, Duration.ofSeconds(1)),
                Map.of(),
                null);
    }

    public ClusterSettings withNodes(int newNodes) {
        return new ClusterSettings(newNodes, nodeSize, racks, hdfs, yarn, properties, directory);
    }

    public ClusterSettings withNodeSize(int memoryMegabytes, int cores) {
        NodeSize size = new NodeSize(memoryMegabytes, cores);
        return new ClusterSettings(nodes, size, racks, hdfs, yarn, properties, directory);
    }

    /** Gives the racks to the nodes in turn: two racks and three nodes are first, second, first. */
    public ClusterSettings withRacks(String... newRacks) {
        return new ClusterSettings(nodes, nodeSize, List.of(newRacks), hdfs, yarn, properties, directory);
    }

    public ClusterSettings withReplication(int replication) {
        return with(new Hdfs(replication, hdfs.blockSize()));
    }

    public ClusterSettings withBlockSize(long bytes) {
        return with(new Hdfs(hdfs.replication(), bytes));
    }

    public ClusterSettings withoutShuffleService() {
        return with(new Yarn(false, yarn.asynchronousScheduling(), yarn.heartbeat()));
    }

    /** Assigns containers only when a NodeManager reports, as Hadoop does by default before 3.5. */
    public ClusterSettings withSynchronousScheduling() {
        return with(new Yarn(yarn.shuffleService(), false, yarn.heartbeat()));
    }

    public ClusterSettings withHeartbeat(Duration heartbeat) {
        return with(new Yarn(yarn.shuffleService(), yarn.asynchronousScheduling(), heartbeat));
    }

    /** Sets one Hadoop property for all daemons and clients. */
    public ClusterSettings withProperty(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(properties);
        more.put(name, value);
        return new ClusterSettings(nodes, nodeSize, racks, hdfs, yarn, more, directory);
    }

    /** Keeps files and logs here, also after the cluster is closed. A cluster started here again finds its files. */
    public ClusterSettings withDirectory(Path newDirectory) {
        return new ClusterSettings(nodes, nodeSize, racks, hdfs, yarn, properties, newDirectory);
    }

    private ClusterSettings with(Hdfs newHdfs) {
        return new ClusterSettings(nodes, nodeSize, racks, newHdfs, yarn, properties, directory);
    }

    private ClusterSettings with(Yarn newYarn) {
        return new ClusterSettings(nodes, nodeSize, racks, hdfs, newYarn, properties, directory);
    }
}
