package io.weft.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import javax.net.SocketFactory;
import org.apache.hadoop.conf.Configurable;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections from a node's own address. The NameNode takes a DataNode's address from the connection it registers
 * by, and without this all of them would be 127.0.0.1.
 */
final class NodeSocketFactory extends SocketFactory implements Configurable {
    /** The address that connections start from. */
    static final String ADDRESS = "weft.testing.node.address";

    private @Nullable Configuration configuration;
    private @Nullable InetAddress address;

    @Override
    public void setConf(@Nullable Configuration newConfiguration) {
        configuration = newConfiguration;
        if (newConfiguration == null) {
            return;
        }
        try {
            address = InetAddress.getByName(newConfiguration.getTrimmed(ADDRESS));
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable Configuration getConf() {
        return configuration;
    }

    @Override
    public Socket createSocket() throws IOException {
        // A socket of a channel, as Hadoop's own factory makes: only these have its time-outs.
        Socket socket = SocketChannel.open().socket();
        socket.bind(new InetSocketAddress(address, 0));
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        Socket socket = createSocket();
        socket.connect(new InetSocketAddress(host, port));
        return socket;
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        Socket socket = createSocket();
        socket.connect(new InetSocketAddress(host, port));
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localAddress, int localPort) throws IOException {
        return createSocket(host, port);
    }

    /** Hadoop shares connections between equal factories. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NodeSocketFactory that && Objects.equals(address, that.address);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(address);
    }
}
