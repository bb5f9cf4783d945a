package io.weft.appmaster.schedule;

import io.weft.appmaster.cluster.Container;
import io.weft.appmaster.cluster.HostRoom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is known about the cluster's hosts: their racks, and how much room they have. */
final class Hosts {
    private final Map<String, String> racks = new HashMap<>();
    private final Map<String, Integer> rooms = new HashMap<>();
    private boolean reported;

    void reported(List<HostRoom> hosts) {
        reported = true;
        rooms.clear();
        for (HostRoom host : hosts) {
            rooms.put(host.host(), host.containers());
            racks.put(host.host(), host.rack());
        }
    }

    void granted(Container container) {
        racks.put(container.host(), container.rack());
        rooms.computeIfPresent(container.host(), (host, room) -> room - 1);
    }

    /** Whether the cluster has told how its hosts stand. */
    boolean areReported() {
        return reported;
    }

    /** Whether containers may come to be on this host at all. */
    boolean isUsable(String host) {
        return !reported || rooms.containsKey(host);
    }

    /** How many more containers a host has room for; none where it is not known. */
    int room(String host) {
        return Math.max(0, rooms.getOrDefault(host, 0));
    }

    /** How far a slot is from data that these hosts hold. */
    Locality locality(List<String> dataHosts, FreeSlot slot) {
        if (dataHosts.isEmpty()) {
            return Locality.NONE;
        }
        if (dataHosts.contains(slot.host())) {
            return Locality.SAME_HOST;
        }
        boolean sameRack = dataHosts.stream().anyMatch(host -> slot.rack().equals(racks.get(host)));
        return sameRack ? Locality.SAME_RACK : Locality.ANY;
    }
}
