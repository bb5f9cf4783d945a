package io.weft.appmaster.link;

import io.weft.runner.link.ApplicationSecret;
import io.weft.runner.link.LinkProtocolPB;
import io.weft.runner.link.MasterLink;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonConfigurationKeys;
import org.apache.hadoop.ipc.ProtobufRpcEngine2;
import org.apache.hadoop.ipc.RPC;

/**
 * The AppMaster's port. It listens from its construction until it is closed, on a port of the system's choice, and lets
 * in the holders of a token of its application's secret, and nobody else.
 *
 * <p>With {@code hadoop.rpc.protection} at {@code privacy}, on both sides, what is said is encrypted.
 */
public final class LinkServer implements AutoCloseable {

    /** The bind address for callers from every network. */
    public static final String ALL_ADDRESSES = "0.0.0.0";

    /** Calls are deferred, so these only decode requests and post them. */
    private static final int HANDLERS = 4;

    private static final long LINGER_NANOS = 1_000_000_000L;
    private static final long LINGER_STEP_MILLIS = 5;

    private final RPC.Server server;

    /**
     * Starts to listen.
     *
     * @throws IOException if the address cannot be bound
     */
    public LinkServer(
            Configuration configuration,
            String bindAddress,
            String applicationId,
            ApplicationSecret secret,
            LinkService service)
            throws IOException {
        Configuration own = ownSettings(configuration);
        RPC.setProtocolEngine(own, LinkProtocolPB.class, ProtobufRpcEngine2.class);
        server = new RPC.Builder(own)
                .setProtocol(LinkProtocolPB.class)
                .setInstance(new LinkEndpoint(service))
                .setBindAddress(bindAddress)
                .setPort(0)
                .setNumHandlers(HANDLERS)
                .setSecretManager(new LinkSecretManager(applicationId, secret))
                .build();
        server.start();
    }

    /** This copy must never reach UserGroupInformation: it would make the whole process take Hadoop for secured. */
    private static Configuration ownSettings(Configuration configuration) {
        Configuration own = new Configuration(configuration);
        // With a secret manager and simple authentication Hadoop would also let in callers who have no token.
        own.set(CommonConfigurationKeys.HADOOP_SECURITY_AUTHENTICATION, "TOKEN");
        // The token is the authorization; the cluster's list of protocols and users does not know this one.
        own.setBoolean(CommonConfigurationKeys.HADOOP_SECURITY_AUTHORIZATION, false);
        own.setInt(CommonConfigurationKeys.IPC_MAXIMUM_DATA_LENGTH, 2 * MasterLink.MAX_MESSAGE_BYTES);
        return own;
    }

    /** The port it listens on. The host to publish is the caller's to know. */
    public int port() {
        return server.getListenerAddress().getPort();
    }

    /**
     * Stops listening. Replies that have been given still go out: for at most a second it waits until the callers have
     * hung up. Calls that nobody has answered then fail at their callers.
     */
    @Override
    public void close() {
        try {
            long deadline = System.nanoTime() + LINGER_NANOS;
            while (server.getNumOpenConnections() > 0 && System.nanoTime() < deadline) {
                Thread.sleep(LINGER_STEP_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            server.stop();
        }
    }
}
