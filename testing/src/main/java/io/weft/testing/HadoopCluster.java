package io.weft.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.yarn.api.records.ApplicationId;

/**
 * A running HDFS and YARN on this machine, with real data locality: node i is the host 127.0.1.i, as a DataNode and as a
 * NodeManager, and containers are processes of their own. Linux only, where every address that starts with 127 is this
 * machine.
 *
 * <p>Containers read and write blocks from their node's address, so DataNodes know who is local. They talk to the NameNode
 * from 127.0.0.1, though, as every process here does: it cannot offer a container the replica on its own node first. Where
 * locality is measured, keep one replica ({@link ClusterSettings#withReplication}). A client's own statistics call every
 * read local, for all these addresses are this machine's: believe {@link #blockReads}.
 *
 * <p>{@link MiniHadoop} runs all daemons in this JVM and starts fast; {@link DaemonCluster} gives each a process of its own,
 * so that one can be killed. All methods may be called from any thread until {@link #close}.
 */
public abstract sealed class HadoopCluster implements AutoCloseable permits MiniHadoop, DaemonCluster {
    private final ClusterLayout layout;
    private final ClusterClient client;
    private final AtomicBoolean closed = new AtomicBoolean();

    HadoopCluster(ClusterLayout layout, ClusterClient client) {
        this.layout = layout;
        this.client = client;
    }

    public final ClusterSettings settings() {
        return layout.settings();
    }

    /** Where the cluster keeps its files; the daemons' and containers' logs are below it. */
    public final Path directory() {
        return layout.directory();
    }

    /** A directory with core-site.xml, hdfs-site.xml, yarn-site.xml and mapred-site.xml, for HADOOP_CONF_DIR. */
    public final Path confDir() {
        return layout.confDir();
    }

    /** Hadoop's jars, as {@code hadoop classpath} prints them on a real cluster; nothing of Weft's. */
    public final List<Path> classpath() {
        return HadoopClasspath.jars();
    }

    /** The clients' configuration, for code in this JVM. A new copy each time, owned by the caller. */
    public final Configuration configuration() {
        return client.configuration();
    }

    /** The cluster's HDFS. The cluster owns it: do not close it. */
    public final FileSystem fileSystem() {
        return client.fileSystem();
    }

    /** The hosts, in order, by the name that block locations and NodeIds carry. */
    public final List<String> nodes() {
        return layout.hosts();
    }

    /** The containers of an application that have a running process now, its AppMaster's among them. */
    public final List<ContainerProcess> containers(ApplicationId application) {
        return ContainerProcess.of(application);
    }

    /**
     * What the containers of an application have written to their logs so far, one file after the other, under headings.
     * Empty if there is nothing.
     */
    public final String logs(ApplicationId application) throws IOException {
        return client.logs(application);
    }

    /**
     * What the DataNode of a host has sent to readers since it started. A read is local when the reader's connection came
     * from the same host; clients outside of containers count as remote.
     *
     * @param host one of {@link #nodes}
     */
    public final BlockReads blockReads(String host) throws IOException {
        return readsOf(host, client.dataNode(host));
    }

    /** Stops the daemons and kills what is left of the containers. Calling it again does nothing. */
    @Override
    public final void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            client.close();
            stopDaemons();
        } finally {
            ContainerProcess.killBelow(layout.directory());
            layout.remove();
        }
    }

    /** Asks a DataNode, known by the host and port it sends blocks from. */
    abstract BlockReads readsOf(String host, String dataNode) throws IOException;

    /** Stops all, whatever state they are in. */
    abstract void stopDaemons();

    /** Bytes that one DataNode has sent to readers on its own host and on others. */
    public record BlockReads(long localBytes, long remoteBytes) {}
}
