package io.weft.runner.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Set;
import javax.net.SocketFactory;
import javax.security.sasl.SaslException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonConfigurationKeys;
import org.apache.hadoop.ipc.ProtobufRpcEngine2;
import org.apache.hadoop.ipc.RPC;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.net.NetUtils;
import org.apache.hadoop.security.AccessControlException;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.authorize.AuthorizationException;
import org.apache.hadoop.security.token.SecretManager;
import org.apache.hadoop.security.token.Token;
import org.apache.hadoop.thirdparty.protobuf.BytesValue;
import org.apache.hadoop.thirdparty.protobuf.ServiceException;
import org.apache.hadoop.thirdparty.protobuf.UnsafeByteOperations;

/**
 * The link over Hadoop's RPC. It connects at the first call and again after a loss, at the next call; a connection that
 * is refused is tried three times within half a second, one that is not answered twice within twenty. A call fails when
 * the AppMaster has sent nothing at all for {@link #SILENCE_MILLIS}, so that a long poll must be answered well before.
 *
 * <p>Of the configuration it takes what concerns the network and {@code hadoop.rpc.protection}, which must be the same
 * in the AppMaster; its time-outs are its own.
 */
public final class RpcMasterLink implements MasterLink {

    /** How long an AppMaster may be silent while a call waits, in milliseconds. */
    public static final int SILENCE_MILLIS = 60_000;

    private static final int PING_MILLIS = 10_000;
    private static final int CONNECT_MILLIS = 10_000;
    private static final Set<String> REFUSALS = Set.of(
            AccessControlException.class.getName(),
            AuthorizationException.class.getName(),
            SaslException.class.getName(),
            SecretManager.InvalidToken.class.getName());

    private final String address;
    private final LinkProtocolPB proxy;
    private volatile boolean closed;

    /** A link to the AppMaster at this address, for the holder of this token. */
    public RpcMasterLink(Configuration configuration, InetSocketAddress address, Token<LinkTokenIdentifier> token)
            throws IOException {
        this(configuration, address, holderOf(token));
    }

    /** A link to the AppMaster at this address, for a user who holds a token of {@link LinkTokenIdentifier#KIND}. */
    public RpcMasterLink(Configuration configuration, InetSocketAddress address, UserGroupInformation user)
            throws IOException {
        this.address = address.getHostString() + ":" + address.getPort();
        Configuration own = ownSettings(configuration);
        RPC.setProtocolEngine(own, LinkProtocolPB.class, ProtobufRpcEngine2.class);
        this.proxy = RPC.getProtocolProxy(
                        LinkProtocolPB.class,
                        LinkProtocolPB.VERSION,
                        address,
                        user,
                        own,
                        new OwnSockets(NetUtils.getDefaultSocketFactory(own)),
                        SILENCE_MILLIS,
                        null)
                .getProxy();
    }

    private static UserGroupInformation holderOf(Token<LinkTokenIdentifier> token) {
        // The AppMaster sees the token's identity; this name is for Hadoop's own logs.
        UserGroupInformation user = UserGroupInformation.createRemoteUser("weft");
        user.addToken(token);
        return user;
    }

    private static Configuration ownSettings(Configuration configuration) {
        Configuration own = new Configuration(configuration);
        own.setInt(CommonConfigurationKeys.IPC_CLIENT_CONNECT_MAX_RETRIES_KEY, 2);
        own.setInt(CommonConfigurationKeys.IPC_CLIENT_CONNECT_RETRY_INTERVAL_KEY, 200);
        own.setInt(CommonConfigurationKeys.IPC_CLIENT_CONNECT_TIMEOUT_KEY, CONNECT_MILLIS);
        own.setInt(CommonConfigurationKeys.IPC_CLIENT_CONNECT_MAX_RETRIES_ON_SOCKET_TIMEOUTS_KEY, 1);
        // Pings find a dead socket while a call waits; their interval also bounds the handshake.
        own.setBoolean(CommonConfigurationKeys.IPC_CLIENT_PING_KEY, true);
        own.setInt(CommonConfigurationKeys.IPC_PING_INTERVAL_KEY, PING_MILLIS);
        own.setInt(CommonConfigurationKeys.IPC_MAXIMUM_RESPONSE_LENGTH, 2 * MAX_MESSAGE_BYTES);
        own.setBoolean(CommonConfigurationKeys.IPC_CLIENT_FALLBACK_TO_SIMPLE_AUTH_ALLOWED_KEY, false);
        return own;
    }

    @Override
    public byte[] call(byte[] request) throws IOException {
        // Hadoop's client hangs for good on a request that its server finds too long, so it must not be sent.
        if (request.length > MAX_MESSAGE_BYTES) {
            throw new IllegalArgumentException(
                    "[%s] Cannot call the AppMaster: a request of %d bytes is over the limit of %d (send it in pages)"
                            .formatted(address, request.length, MAX_MESSAGE_BYTES));
        }
        if (closed) {
            throw new IOException(closedMessage());
        }
        try {
            BytesValue message = BytesValue.of(UnsafeByteOperations.unsafeWrap(request));
            return proxy.call(null, message).getValue().toByteArray();
        } catch (ServiceException e) {
            throw translated(e.getCause() == null ? e : e.getCause());
        }
    }

    private IOException translated(Throwable failure) {
        if (closed) {
            return new IOException(closedMessage(), failure);
        }
        Throwable innermost = failure;
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (isRefusal(each)) {
                return new LinkRefusedException(
                        "[%s] Cannot call the AppMaster: it refused this caller: %s (application, secret and hadoop.rpc.protection must be the same on both sides)"
                                .formatted(address, words(each)),
                        each);
            }
            innermost = each;
        }
        if (failure instanceof RemoteException remote) {
            return new LinkFailedException(
                    remote.getClassName().equals(LinkFailedException.class.getName())
                            ? words(remote)
                            : "[%s] Cannot call the AppMaster: %s: %s"
                                    .formatted(address, remote.getClassName(), firstLine(words(remote))));
        }
        return new IOException(
                "[%s] Cannot reach the AppMaster: %s%s"
                        .formatted(
                                address,
                                innermost.getClass().getSimpleName(),
                                innermost.getMessage() == null ? "" : ": " + words(innermost)),
                failure);
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof RemoteException remote
                ? REFUSALS.contains(remote.getClassName())
                : REFUSALS.contains(failure.getClass().getName());
    }

    private static String words(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? "no reason given" : message.strip();
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse(text);
    }

    private String closedMessage() {
        return "[%s] Cannot call the AppMaster: this link has been closed".formatted(address);
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            RPC.stopProxy(proxy);
        }
    }

    /**
     * Makes the sockets that the configuration wants. Hadoop keeps one client, with the settings of whoever came first,
     * for all that use equal factories; this one equals no other, so the link's settings are its own.
     */
    private static final class OwnSockets extends SocketFactory {

        private final SocketFactory factory;

        OwnSockets(SocketFactory factory) {
            this.factory = factory;
        }

        @Override
        public Socket createSocket() throws IOException {
            return factory.createSocket();
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return factory.createSocket(host, port);
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
            return factory.createSocket(host, port, localHost, localPort);
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return factory.createSocket(host, port);
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
                throws IOException {
            return factory.createSocket(host, port, localHost, localPort);
        }
    }
}
