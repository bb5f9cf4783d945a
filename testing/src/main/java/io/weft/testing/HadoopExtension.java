package io.weft.testing;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/**
 * Gives a test class a cluster.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final HadoopExtension<MiniHadoop> HADOOP = HadoopExtension.mini(ClusterSettings.defaults());
 *
 * @Test
 * void readsWhatItHasWritten() {
 *     FileSystem fileSystem = HADOOP.cluster().fileSystem();
 * }
 * }</pre>
 *
 * <p>All classes that ask for equal settings share one cluster, which starts with the first of them and is closed when the
 * run is over. So a test should write below a directory of its own. A class that kills or fills the cluster asks for its
 * own, which is closed after it.
 *
 * @param <C> the kind of cluster
 */
public final class HadoopExtension<C extends HadoopCluster> implements BeforeAllCallback {
    private static final Namespace NAMESPACE = Namespace.create(HadoopExtension.class);

    private final ClusterSettings settings;
    private final Class<C> kind;
    private final Start<C> start;
    private final boolean shared;
    private @Nullable C cluster;

    private HadoopExtension(ClusterSettings settings, Class<C> kind, Start<C> start, boolean shared) {
        this.settings = settings;
        this.kind = kind;
        this.start = start;
        this.shared = shared;
    }

    /** A cluster in this JVM, shared by all classes that ask for the same. */
    public static HadoopExtension<MiniHadoop> mini(ClusterSettings settings) {
        return new HadoopExtension<>(settings, MiniHadoop.class, MiniHadoop::start, true);
    }

    /** A cluster in this JVM for this class alone. */
    public static HadoopExtension<MiniHadoop> ownMini(ClusterSettings settings) {
        return new HadoopExtension<>(settings, MiniHadoop.class, MiniHadoop::start, false);
    }

    /** A cluster of separate processes for this class alone, which may kill them. */
    public static HadoopExtension<DaemonCluster> daemons(ClusterSettings settings) {
        return new HadoopExtension<>(settings, DaemonCluster.class, DaemonCluster::start, false);
    }

    /** The cluster, which the extension owns: a test does not close it. Only while tests of the class run. */
    public C cluster() {
        C running = cluster;
        if (running == null) {
            throw new IllegalStateException(
                    "Cannot use the cluster: it has not been started (is the extension a static field with @RegisterExtension?)");
        }
        return running;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        ExtensionContext owner = shared ? context.getRoot() : context;
        Store store = owner.getStore(NAMESPACE);
        Key key = new Key(kind, settings);
        // The store closes what it holds when its owner ends.
        cluster = kind.cast(store.computeIfAbsent(key, any -> started()));
    }

    private C started() {
        try {
            return start.with(settings);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot start a cluster for the tests: " + e.getMessage(), e);
        }
    }

    private record Key(Class<?> kind, ClusterSettings settings) {}

    @FunctionalInterface
    private interface Start<C> {
        C with(ClusterSettings settings) throws IOException;
    }
}
