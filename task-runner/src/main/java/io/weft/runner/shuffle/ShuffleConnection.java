package io.weft.runner.shuffle;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A connection to one server, made when it is needed and kept while the server keeps it: one request, then its whole
 * reply, then the next. Servers close idle connections after seconds, so a kept one that turns out to be closed is
 * replaced without further ado.
 *
 * <p>For one thread, but for {@link #close}.
 */
final class ShuffleConnection implements Closeable {
    private static final int BUFFER_BYTES = 32 << 10;
    private static final int MAX_REASON_BYTES = 1024;

    private final ShuffleAddress address;
    private final ShuffleSignature signature;
    private final FetchSettings settings;
    private final SocketFactory sockets;
    private @Nullable Socket socket;
    private @Nullable InputStream in;
    private boolean closed;

    ShuffleConnection(
            ShuffleAddress address, ShuffleSignature signature, FetchSettings settings, SocketFactory sockets) {
        this.address = address;
        this.signature = signature;
        this.settings = settings;
        this.sockets = sockets;
    }

    /** The body of a reply; {@link #complete} when all that the server announced was read. */
    final class Reply extends FilterInputStream {
        private final boolean keepAlive;
        private long left;

        private Reply(InputStream in, long length, boolean keepAlive) {
            super(in);
            this.left = length;
            this.keepAlive = keepAlive;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int count) throws IOException {
            if (left == 0) {
                return count == 0 ? 0 : -1;
            }
            int read = in.read(bytes, offset, (int) Math.min(count, left));
            if (read < 0) {
                throw new EOFException("Reply ended %d bytes early".formatted(left));
            }
            left -= read;
            return read;
        }

        /** Ends the use of this reply; the connection can take the next request. */
        void complete() throws InvalidReplyException {
            if (left != 0) {
                throw new InvalidReplyException("Reply is %d bytes longer than its segments".formatted(left));
            }
            if (!keepAlive) {
                disconnect();
            }
        }
    }

    /**
     * Sends a request and reads the head of its reply, which is verified to come from one who knows the secret.
     *
     * @throws ConnectFailedException if there is no connection to be had
     * @throws RejectedRequestException if the server answers with anything but data
     */
    Reply request(ShuffleRequest request) throws IOException {
        String target = request.target();
        String requestSignature = signature.ofRequest(address.port(), target);
        byte[] bytes = HttpHead.bytes(request.line() + "\r\n" + HttpHead.REQUEST_SIGNATURE + ": " + requestSignature
                + "\r\n" + HttpHead.PROTOCOL_FIELDS + "\r\n");
        HttpHead head = exchange(bytes);
        int status = status(head);
        InputStream body = connectedInput();
        if (status != 200) {
            String reason = reason(head, body);
            disconnect();
            throw new RejectedRequestException(status, number(head.field(HttpHead.RETRY_AFTER), 0), reason);
        }
        if (!ShuffleSignature.matches(signature.ofReply(requestSignature), head.field(HttpHead.REPLY_SIGNATURE))
                || !head.speaksShuffle()) {
            throw new InvalidReplyException("Reply is not signed with the application's secret");
        }
        long length = number(head.field(HttpHead.CONTENT_LENGTH), -1);
        if (length < 0) {
            throw new InvalidReplyException("Reply does not say how long it is");
        }
        return new Reply(body, length, head.keepsAlive());
    }

    private HttpHead exchange(byte[] request) throws IOException {
        if (connected()) {
            try {
                return send(request);
            } catch (IOException e) {
                // Most likely closed by the server while it was idle; a new connection shows whether it was that.
                disconnect();
            }
        }
        connect();
        return send(request);
    }

    private HttpHead send(byte[] request) throws IOException {
        Socket open = socket;
        if (open == null) {
            throw new EOFException("Connection was closed");
        }
        open.getOutputStream().write(request);
        HttpHead head = HttpHead.read(connectedInput());
        if (head == null) {
            throw new EOFException("Connection was closed without a reply");
        }
        return head;
    }

    private synchronized boolean connected() {
        return socket != null;
    }

    private synchronized InputStream connectedInput() throws IOException {
        if (in == null) {
            throw new EOFException("Connection was closed");
        }
        return in;
    }

    private void connect() throws IOException {
        Socket opening = sockets.createSocket();
        synchronized (this) {
            if (closed) {
                opening.close();
                throw new EOFException("Connection was closed");
            }
            socket = opening;
        }
        try {
            opening.setTcpNoDelay(true);
            opening.setSoTimeout(settings.readMillis());
            InetSocketAddress to = new InetSocketAddress(address.host(), address.port());
            if (to.isUnresolved()) {
                throw new UnknownHostException(address.host());
            }
            opening.connect(to, settings.connectMillis());
            InputStream opened = new BufferedInputStream(opening.getInputStream(), BUFFER_BYTES);
            synchronized (this) {
                in = opened;
            }
        } catch (IOException e) {
            disconnect();
            throw new ConnectFailedException(e);
        }
    }

    /** Drops the connection; the next request makes a new one. */
    synchronized void disconnect() {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                // Nothing is expected from it any more.
            }
        }
        socket = null;
        in = null;
    }

    /** Ends this for good, and whatever request is under way. For any thread. */
    @Override
    public synchronized void close() {
        closed = true;
        disconnect();
    }

    private static int status(HttpHead head) throws InvalidReplyException {
        String[] words = head.firstLine().split(" ", 3);
        long status = words.length < 2 || !words[0].startsWith("HTTP/1.") ? -1 : number(words[1], -1);
        if (status < 100 || status > 999) {
            throw new InvalidReplyException("Reply is not HTTP");
        }
        return (int) status;
    }

    /** What a server says about its refusal, as far as it is fit for a log. */
    private static String reason(HttpHead head, InputStream in) {
        long length = number(head.field(HttpHead.CONTENT_LENGTH), 0);
        ByteArrayOutputStream reason = new ByteArrayOutputStream();
        try {
            reason.write(in.readNBytes((int) Math.min(length, MAX_REASON_BYTES)));
        } catch (IOException e) {
            // The status has said enough.
        }
        return reason.toString(StandardCharsets.UTF_8)
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
    }

    private static long number(String text, long otherwise) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
