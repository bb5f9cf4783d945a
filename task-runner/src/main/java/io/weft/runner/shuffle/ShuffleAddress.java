package io.weft.runner.shuffle;

import java.util.Objects;

/** Where the map outputs of a host are served. */
public record ShuffleAddress(String host, int port, Server server) {
    /** Who answers there; both speak the same protocol. */
    public enum Server {
        /** The {@code mapreduce_shuffle} service of the node. */
        NODE,
        /** A task runner on the host. */
        RUNNER
    }

    public ShuffleAddress {
        Objects.requireNonNull(server);
        if (host.isEmpty() || port < 1 || port > 0xffff) {
            throw new IllegalArgumentException("Invalid shuffle address: host '%s', port %d".formatted(host, port));
        }
    }

    @Override
    public String toString() {
        return host + ":" + port + (server == Server.NODE ? " (node)" : " (runner)");
    }
}
