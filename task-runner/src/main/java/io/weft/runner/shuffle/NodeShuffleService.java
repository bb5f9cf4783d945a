package io.weft.runner.shuffle;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.hadoop.io.WritableUtils;

/** What is said to a node's shuffle service, and by it, when a container is started there. */
public final class NodeShuffleService {
    /** The service's name among those of a node; it is the key of both byte strings. */
    public static final String NAME = "mapreduce_shuffle";

    private NodeShuffleService() {}

    /**
     * What registers an application: a serialised Hadoop token, of which the service reads the password alone. Goes with
     * the start of every container, because each node learns the secret by itself.
     */
    public static ByteBuffer registration(byte[] secret) {
        if (secret.length == 0) {
            throw new IllegalArgumentException("Cannot register an empty secret: every fetch would be refused");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(secret.length + 8);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            WritableUtils.writeVInt(out, 0); // identifier
            WritableUtils.writeVInt(out, secret.length);
            out.write(secret);
            WritableUtils.writeVInt(out, 0); // kind
            WritableUtils.writeVInt(out, 0); // service
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return ByteBuffer.wrap(bytes.toByteArray());
    }

    /** The port in the service's reply to the start of a container, which changes when a NodeManager restarts. */
    public static int port(ByteBuffer reply) {
        int port = reply.remaining() < Integer.BYTES ? -1 : reply.getInt(reply.position());
        if (port < 1 || port > 0xffff) {
            throw new IllegalArgumentException("Cannot take the port from the reply of %s: %d bytes, port %d"
                    .formatted(NAME, reply.remaining(), port));
        }
        return port;
    }
}
