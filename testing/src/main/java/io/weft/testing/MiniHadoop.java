package io.weft.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.yarn.api.records.ApplicationId;

/**
 * A cluster whose daemons all run in this JVM; containers are processes of their own. It is up in seconds.
 *
 * <pre>{@code
 * try (MiniHadoop hadoop = MiniHadoop.start(ClusterSettings.defaults().withNodes(2))) {
 *     hadoop.fileSystem().mkdirs(new Path("/data"));
 * }
 * }</pre>
 *
 * <p>Several may run in one JVM at a time. Hadoop knows only one rack table per JVM, though: the last one started decides.
 */
public final class MiniHadoop implements HadoopCluster {
    private final ClusterLayout layout;
    private final LocalDaemons daemons;
    private final ClusterClient client;
    private final AtomicBoolean closed = new AtomicBoolean();

    private MiniHadoop(ClusterLayout layout, LocalDaemons daemons, ClusterClient client) {
        this.layout = layout;
        this.daemons = daemons;
        this.client = client;
    }

    /**
     * Starts a cluster and returns when every node takes blocks and containers.
     *
     * @throws IOException when it cannot be started; nothing is left running then
     */
    public static MiniHadoop start(ClusterSettings settings) throws IOException {
        ClusterLayout layout = ClusterLayout.prepare(settings);
        LocalDaemons daemons = new LocalDaemons(layout);
        try {
            layout.write();
            daemons.start();
            ClusterClient client = new ClusterClient(layout);
            MiniHadoop cluster = new MiniHadoop(layout, daemons, client);
            client.awaitReady();
            return cluster;
        } catch (IOException | RuntimeException e) {
            daemons.close();
            layout.remove();
            throw e;
        }
    }

    @Override
    public ClusterSettings settings() {
        return layout.settings();
    }

    @Override
    public Path directory() {
        return layout.directory();
    }

    @Override
    public Path confDir() {
        return layout.confDir();
    }

    @Override
    public List<Path> classpath() {
        return HadoopClasspath.jars();
    }

    @Override
    public Configuration configuration() {
        return client.configuration();
    }

    @Override
    public FileSystem fileSystem() {
        return client.fileSystem();
    }

    @Override
    public List<String> nodes() {
        return layout.hosts();
    }

    @Override
    public List<ContainerProcess> containers(ApplicationId application) {
        return ContainerProcess.of(application);
    }

    @Override
    public String logs(ApplicationId application) throws IOException {
        return client.logs(application);
    }

    @Override
    public BlockReads blockReads(String host) throws IOException {
        return BlockCounters.reads(client.dataNode(host));
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        client.close();
        daemons.close();
        layout.remove();
    }
}
