package io.weft.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * The ports of one cluster, chosen before anything listens on them. They stay the same when a daemon is restarted.
 *
 * @param servers of the daemons that there are once
 * @param nodeManagers one a node
 */
record Ports(Map<Server, Integer> servers, List<Integer> nodeManagers) {
    /** What listens once in a cluster. */
    enum Server {
        NAME_NODE,
        NAME_NODE_PAGES,
        CLIENTS,
        SCHEDULER,
        TRACKER,
        ADMINISTRATION,
        RESOURCE_MANAGER_PAGES
    }

    // Below the range from which Linux takes the ports of outgoing connections, which would get in between.
    private static final int FIRST = 15_000;
    private static final int LAST = 32_000;
    private static final int TRIES = 200;

    static Ports free(List<String> addresses) throws IOException {
        Random random = new SecureRandom();
        Set<Integer> taken = new HashSet<>();
        Map<Server, Integer> servers = new EnumMap<>(Server.class);
        for (Server server : Server.values()) {
            servers.put(server, freePort("localhost", random, taken));
        }
        List<Integer> nodeManagers = new ArrayList<>();
        for (String address : addresses) {
            nodeManagers.add(freePort(address, random, taken));
        }
        return new Ports(servers, List.copyOf(nodeManagers));
    }

    /** Where a daemon listens, as host and port. */
    String address(String host, Server server) {
        Integer port = servers.get(server);
        if (port == null) {
            throw new IllegalStateException("No port was chosen for " + server);
        }
        return host + ":" + port;
    }

    private static int freePort(String host, Random random, Set<Integer> taken) throws IOException {
        InetAddress address = InetAddress.getByName(host);
        IOException last = null;
        for (int tries = 0; tries < TRIES; tries++) {
            int port = FIRST + random.nextInt(LAST - FIRST);
            if (!taken.add(port)) {
                continue;
            }
            try (ServerSocket probe = new ServerSocket(port, 1, address)) {
                return probe.getLocalPort();
            } catch (IOException e) {
                last = e;
            }
        }
        throw new IOException(
                "Cannot find a free port on %s in %d tries (do hosts 127.0.1.x answer here? Only Linux has them)"
                        .formatted(host, TRIES),
                last);
    }
}
