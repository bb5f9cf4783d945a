package io.weft.runner.shuffle;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to a {@link ShuffleServer}: reads a request, replies, and again. Runs in its own thread. */
final class ServerConnection implements Runnable, Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerConnection.class);

    private static final int REQUEST_BUFFER_BYTES = 4 << 10;
    private static final int REPLY_BUFFER_BYTES = 32 << 10;
    /** Below this, copying through the buffer costs less than calls of its own. */
    private static final int SMALL_SEGMENT_BYTES = 16 << 10;
    /** A call that sends this much may take as long as a stall is allowed to. */
    private static final int TRANSFER_BYTES = 4 << 20;

    private final SocketChannel channel;
    private final ServedOutputs served;
    private final ShuffleServer.Limits limits;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(REPLY_BUFFER_BYTES);
    private volatile long overdueNanos;
    private volatile boolean idle;

    ServerConnection(SocketChannel channel, ServedOutputs served, ShuffleServer.Limits limits) {
        this.channel = channel;
        this.served = served;
        this.limits = limits;
        allow(limits.idleMillis());
    }

    @Override
    public void run() {
        try {
            InputStream in = new BufferedInputStream(Channels.newInputStream(channel), REQUEST_BUFFER_BYTES);
            boolean open = true;
            while (open) {
                HttpHead head = HttpHead.read(in);
                idle = false;
                allow(limits.stallMillis());
                open = head != null && reply(head);
                allow(limits.idleMillis());
                idle = true;
            }
        } catch (IOException e) {
            // The client sees the end of the connection, and the error is the client's or will be told by it.
            LOG.debug("Shuffle connection ended", e);
        }
    }

    /** Returns whether another request may follow. */
    private boolean reply(HttpHead head) throws IOException {
        ServedOutputs.Reply reply;
        try {
            reply = served.answer(head);
        } catch (ServedOutputs.RefusedException e) {
            LOG.debug("Refused a shuffle request: {}", e.getMessage());
            put(e.reply());
            flush();
            return false;
        }
        put(HttpHead.bytes(reply.head()));
        for (StoredSegment segment : reply.segments()) {
            put(segment.header().encode());
            put(segment);
        }
        flush();
        return reply.keepAlive();
    }

    private void put(StoredSegment segment) throws IOException {
        long length = segment.header().length();
        if (length == 0) {
            return;
        }
        try (FileChannel file = FileChannel.open(segment.data(), StandardOpenOption.READ)) {
            if (length <= SMALL_SEGMENT_BYTES) {
                copy(file, segment.start(), (int) length);
                return;
            }
            flush();
            long position = segment.start();
            long end = position + length;
            while (position < end) {
                long sent = file.transferTo(position, Math.min(TRANSFER_BYTES, end - position), channel);
                if (sent <= 0) {
                    throw new EOFException("[%s] Ended at %d instead of %d".formatted(segment.data(), position, end));
                }
                position += sent;
                allow(limits.stallMillis());
            }
        }
    }

    private void copy(FileChannel file, long start, int length) throws IOException {
        if (buffer.remaining() < length) {
            flush();
        }
        int end = buffer.position() + length;
        buffer.limit(end);
        long position = start;
        while (buffer.hasRemaining()) {
            int read = file.read(buffer, position);
            if (read < 0) {
                throw new EOFException("Map output ended at %d instead of %d".formatted(position, start + length));
            }
            position += read;
        }
        buffer.limit(buffer.capacity());
    }

    private void put(byte[] bytes) throws IOException {
        int offset = 0;
        while (offset < bytes.length) {
            if (!buffer.hasRemaining()) {
                flush();
            }
            int count = Math.min(buffer.remaining(), bytes.length - offset);
            buffer.put(bytes, offset, count);
            offset += count;
        }
    }

    private void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
        allow(limits.stallMillis());
    }

    private void allow(long millis) {
        overdueNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** Whether the connection has stood still for longer than it may. For any thread. */
    boolean overdue(long nowNanos) {
        return nowNanos - overdueNanos > 0;
    }

    /** Whether the client has been served and asks for nothing at the moment. For any thread. */
    boolean idle() {
        return idle;
    }

    /** Ends the connection whatever its thread is doing. For any thread, any number of times. */
    @Override
    public void close() {
        try {
            if (channel.isConnected() && channel.isOpen()) {
                // Closing alone does not wake a thread that is sending a file.
                channel.shutdownInput();
                channel.shutdownOutput();
            }
        } catch (IOException e) {
            LOG.debug("Cannot shut down a shuffle connection", e);
        }
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("Cannot close a shuffle connection", e);
        }
    }
}
