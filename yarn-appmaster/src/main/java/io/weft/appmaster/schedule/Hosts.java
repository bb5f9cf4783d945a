package io.weft.appmaster.schedule;

import io.weft.appmaster.cluster.Container;
import io.weft.appmaster.cluster.HostRoom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known about the cluster's hosts: their racks, how much room they and the job's queue have, and which are to be left. */
final class Hosts {
    private final HostExclusion exclusion;
    private final Map<String, String> racks = new HashMap<>();
    private final Map<String, Integer> rooms = new HashMap<>();
    private final Set<String> leaving = new LinkedHashSet<>();
    private boolean reported;
    private boolean severalRacks;
    private long roomOfAll;
    private long roomOfQueue;

    Hosts(HostExclusion exclusion) {
        this.exclusion = exclusion;
    }

    /** Takes a report in; gives the hosts that were there before and no longer are. */
    List<String> reported(Event.HostsReported report) {
        Set<String> before = new LinkedHashSet<>(rooms.keySet());
        reported = true;
        roomOfQueue = report.queueRoom();
        roomOfAll = 0;
        rooms.clear();
        leaving.clear();
        for (HostRoom host : report.hosts()) {
            rooms.put(host.host(), host.containers());
            racks.put(host.host(), host.rack());
            roomOfAll += host.containers();
            if (host.state() == HostRoom.State.LEAVING) {
                leaving.add(host.host());
            }
        }
        severalRacks = new HashSet<>(racks.values()).size() > 1;
        before.removeAll(rooms.keySet());
        return new ArrayList<>(before);
    }

    void granted(Container container) {
        racks.put(container.host(), container.rack());
        Integer room = rooms.get(container.host());
        if (room != null && room > 0) {
            rooms.put(container.host(), room - 1);
            roomOfAll--;
        }
        roomOfQueue = Math.max(0, roomOfQueue - 1);
    }

    /** Whether the cluster has told how its hosts stand. */
    boolean areReported() {
        return reported;
    }

    int count() {
        return rooms.size();
    }

    /** Whether containers may come to be on this host at all. */
    boolean isUsable(String host) {
        return !isBarred(host) && (!reported || rooms.containsKey(host));
    }

    /** Whether no more work is given to this host: it is excluded, or it leaves the cluster. */
    boolean isBarred(String host) {
        return exclusion.isExcluded(host) || leaving.contains(host);
    }

    /** The hosts that leave the cluster. */
    List<String> leaving() {
        return List.copyOf(leaving);
    }

    /** How many more containers a host has room for; none where it is not known. */
    int room(String host) {
        return rooms.getOrDefault(host, 0);
    }

    /** How many more containers the job could have, as far as that is known. */
    int roomInAll() {
        return reported ? (int) Math.min(Integer.MAX_VALUE, Math.min(roomOfAll, roomOfQueue)) : Integer.MAX_VALUE;
    }

    /** The rack of a host, where that says something: it is known, and not all hosts are in it. */
    @Nullable String rack(String host) {
        return severalRacks ? racks.get(host) : null;
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
