package io.weft.runner.shuffle;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/** Real sockets that note what is sent, and break as a test wishes. */
final class FaultySockets extends SocketFactory {
    /** Something that happens to a connection when it has received so many bytes. */
    private record Fault(long position, boolean ends) {}

    private final List<FaultySocket> opened = new ArrayList<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final Map<Integer, Closeable> actions = new HashMap<>();
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    /** The next connection without a fault ends after so many received bytes. */
    synchronized void endAfter(long received) {
        faults.add(new Fault(received, true));
    }

    /** The next connection without a fault gets a wrong byte at this place. */
    synchronized void damageAt(long received) {
        faults.add(new Fault(received, false));
    }

    /** Does something before a connection is opened, counted from 0. */
    synchronized void before(int connection, Closeable action) {
        actions.put(connection, action);
    }

    /** Ends the receiving side of all open connections, as a server does that closes them. */
    synchronized void endAll() throws IOException {
        for (Socket socket : opened) {
            if (!socket.isClosed()) {
                socket.shutdownInput();
            }
        }
    }

    synchronized int connections() {
        return opened.size();
    }

    /** The request lines of all connections, without their line ends. */
    synchronized List<String> requestLines() {
        return sent.toString(StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> line.startsWith("GET "))
                .toList();
    }

    private synchronized void note(byte[] bytes, int offset, int length) {
        sent.write(bytes, offset, length);
    }

    @Override
    public synchronized Socket createSocket() throws IOException {
        Closeable action = actions.remove(opened.size());
        if (action != null) {
            action.close();
        }
        FaultySocket socket = new FaultySocket(faults.poll());
        opened.add(socket);
        return socket;
    }

    private final class FaultySocket extends Socket {
        private final @Nullable Fault fault;

        FaultySocket(@Nullable Fault fault) {
            this.fault = fault;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return fault == null ? super.getInputStream() : new FaultyInputStream(super.getInputStream(), fault);
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(super.getOutputStream()) {
                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    note(bytes, offset, length);
                    out.write(bytes, offset, length);
                }
            };
        }
    }

    private static final class FaultyInputStream extends FilterInputStream {
        private final Fault fault;
        private long received;

        FaultyInputStream(InputStream in, Fault fault) {
            super(in);
            this.fault = fault;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int wanted = length;
            if (fault.ends) {
                if (received >= fault.position) {
                    return -1;
                }
                wanted = (int) Math.min(length, fault.position - received);
            }
            int read = in.read(bytes, offset, wanted);
            if (!fault.ends && read > 0 && fault.position >= received && fault.position < received + read) {
                bytes[offset + (int) (fault.position - received)] ^= 1;
            }
            received += Math.max(0, read);
            return read;
        }
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw new UnsupportedOperationException();
    }
}
