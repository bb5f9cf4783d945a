package io.weft.appmaster.yarn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configurable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.net.CachedDNSToSwitchMapping;
import org.apache.hadoop.net.NetworkTopology;
import org.apache.hadoop.yarn.api.records.NodeReport;
import org.jspecify.annotations.Nullable;

/**
 * The racks as the ResourceManager sees them. YARN's client asks for the rack of every host that it asks for, and the
 * AppMaster's host need not have the cluster's own way to find it. Made by Hadoop, by reflection.
 */
public final class ReportedRacks extends CachedDNSToSwitchMapping implements Configurable {
    private static final String MAPPING = "net.topology.node.switch.mapping.impl";
    private static final String RACKS = "weft.reported-racks";

    private final Map<String, String> racks = new HashMap<>();
    private @Nullable Configuration configuration;

    /** A mapping that knows nothing before {@link #setConf}. */
    public ReportedRacks() {
        super(null);
    }

    /** Lets clients with this configuration find racks in these reports. */
    static void store(List<NodeReport> reports, Configuration configuration) {
        List<String> pairs = new ArrayList<>();
        for (NodeReport report : reports) {
            pairs.add(report.getNodeId().getHost() + "=" + NodeRooms.rack(report));
        }
        configuration.setClass(MAPPING, ReportedRacks.class, org.apache.hadoop.net.DNSToSwitchMapping.class);
        configuration.setStrings(RACKS, pairs.toArray(String[]::new));
    }

    @Override
    public void setConf(@Nullable Configuration newConfiguration) {
        configuration = newConfiguration;
        if (newConfiguration != null) {
            for (String pair : newConfiguration.getTrimmedStrings(RACKS)) {
                int equals = pair.indexOf('=');
                racks.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
    }

    @Override
    public @Nullable Configuration getConf() {
        return configuration;
    }

    @Override
    public List<String> resolve(List<String> hosts) {
        List<String> found = new ArrayList<>();
        for (String host : hosts) {
            found.add(racks.getOrDefault(host, NetworkTopology.DEFAULT_RACK));
        }
        return found;
    }

    /** Whether there is one rack; nobody asks for it where it matters. */
    @Override
    public boolean isSingleSwitch() {
        return racks.values().stream().distinct().count() <= 1;
    }

    @Override
    public void reloadCachedMappings() {}

    @Override
    public void reloadCachedMappings(List<String> hosts) {}
}
