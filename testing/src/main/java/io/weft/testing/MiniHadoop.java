package io.weft.testing;

import java.io.IOException;

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
public final class MiniHadoop extends HadoopCluster {
    private final LocalDaemons daemons;

    private MiniHadoop(ClusterLayout layout, ClusterClient client, LocalDaemons daemons) {
        super(layout, client);
        this.daemons = daemons;
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
            return new MiniHadoop(layout, ClusterClient.ofReady(layout), daemons);
        } catch (IOException | RuntimeException e) {
            daemons.close();
            layout.remove();
            throw e;
        }
    }

    @Override
    BlockReads readsOf(String host, String dataNode) {
        return BlockCounters.reads(dataNode);
    }

    @Override
    void stopDaemons() {
        daemons.close();
    }
}
