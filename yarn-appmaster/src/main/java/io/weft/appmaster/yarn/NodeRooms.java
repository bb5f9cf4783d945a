package io.weft.appmaster.yarn;

import io.weft.appmaster.cluster.HostRoom;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.net.NetworkTopology;
import org.apache.hadoop.yarn.api.records.NodeReport;
import org.apache.hadoop.yarn.api.records.NodeState;
import org.apache.hadoop.yarn.api.records.Resource;

/** Reads node reports. */
final class NodeRooms {
    private NodeRooms() {}

    /**
     * How many more containers each host has room for.
     *
     * @param size of a container
     * @param countsCores whether the cluster's scheduler looks at cores, too
     */
    static List<HostRoom> of(List<NodeReport> reports, Resource size, boolean countsCores) {
        List<HostRoom> rooms = new ArrayList<>();
        for (NodeReport report : reports) {
            Resource all = report.getCapability();
            Resource used = report.getUsed() == null ? Resource.newInstance(0, 0) : report.getUsed();
            Resource free = Resource.newInstance(
                    all.getMemorySize() - used.getMemorySize(), all.getVirtualCores() - used.getVirtualCores());
            boolean usable = report.getNodeState() == NodeState.RUNNING;
            rooms.add(new HostRoom(
                    report.getNodeId().getHost(),
                    rack(report),
                    usable ? room(free, size, countsCores) : 0,
                    usable ? HostRoom.State.USABLE : HostRoom.State.LEAVING));
        }
        return rooms;
    }

    /** How many containers fit into what is free. */
    static int room(Resource free, Resource size, boolean countsCores) {
        long room = free.getMemorySize() / size.getMemorySize();
        if (countsCores) {
            room = Math.min(room, free.getVirtualCores() / size.getVirtualCores());
        }
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, room));
    }

    static String rack(NodeReport report) {
        String rack = report.getRackName();
        return rack == null || rack.isEmpty() ? NetworkTopology.DEFAULT_RACK : rack;
    }
}
