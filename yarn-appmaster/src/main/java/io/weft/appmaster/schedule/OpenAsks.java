package io.weft.appmaster.schedule;

import io.weft.appmaster.cluster.Container;
import io.weft.appmaster.cluster.ContainerRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The requests for containers that are neither answered nor taken back. */
final class OpenAsks {
    private final TreeMap<Long, Ask> onHosts = new TreeMap<>();
    private final TreeMap<Long, Ask> inRacks = new TreeMap<>();
    private final TreeMap<Long, Ask> anywhere = new TreeMap<>();
    private final Map<String, Integer> byHost = new HashMap<>();
    private long lastNumber;

    /** A request and when it was made. */
    record Ask(ContainerRequest request, long sinceMillis) {}

    ContainerRequest onHost(String host, long nowMillis) {
        ContainerRequest request = new ContainerRequest.OnHost(++lastNumber, host);
        onHosts.put(lastNumber, new Ask(request, nowMillis));
        byHost.merge(host, 1, Integer::sum);
        return request;
    }

    ContainerRequest inRack(String rack, String host, long nowMillis) {
        ContainerRequest request = new ContainerRequest.InRack(++lastNumber, rack, host);
        inRacks.put(lastNumber, new Ask(request, nowMillis));
        return request;
    }

    ContainerRequest anywhere(List<String> preferredHosts, long nowMillis) {
        ContainerRequest request = new ContainerRequest.Anywhere(++lastNumber, preferredHosts);
        anywhere.put(lastNumber, new Ask(request, nowMillis));
        return request;
    }

    /** Takes a request out; false where it is not open. */
    boolean remove(long number) {
        Ask ask = onHosts.remove(number);
        if (ask != null && ask.request() instanceof ContainerRequest.OnHost onHost) {
            byHost.merge(onHost.host(), -1, Integer::sum);
        }
        return ask != null || inRacks.remove(number) != null || anywhere.remove(number) != null;
    }

    int size() {
        return onHosts.size() + others();
    }

    List<Ask> all() {
        List<Ask> all = narrow();
        all.addAll(anywhere.values());
        return all;
    }

    /** Those for single hosts and racks. */
    List<Ask> narrow() {
        List<Ask> narrow = new ArrayList<>(onHosts.values());
        narrow.addAll(inRacks.values());
        return narrow;
    }

    /** Those for this host alone. */
    int on(String host) {
        return byHost.getOrDefault(host, 0);
    }

    /** Those for single hosts. */
    int onHosts() {
        return onHosts.size();
    }

    /** Those for racks and for anywhere. */
    int others() {
        return inRacks.size() + anywhere.size();
    }

    /** The last one for a single host that is open. */
    @Nullable Ask newestOnHost() {
        return onHosts.isEmpty() ? null : onHosts.lastEntry().getValue();
    }

    /** The last one for anywhere that is open, or else for a rack. */
    @Nullable Ask newestOther() {
        if (anywhere.isEmpty()) {
            return inRacks.isEmpty() ? null : inRacks.lastEntry().getValue();
        }
        return anywhere.lastEntry().getValue();
    }

    /** The one that a container answers which came for another: one for its host, else its rack, else one for anywhere. */
    @Nullable Ask answeredBy(Container container) {
        for (Ask ask : narrow()) {
            ContainerRequest request = ask.request();
            boolean fits = request instanceof ContainerRequest.OnHost onHost
                    ? onHost.host().equals(container.host())
                    : request instanceof ContainerRequest.InRack inRack
                            && inRack.rack().equals(container.rack());
            if (fits) {
                return ask;
            }
        }
        return anywhere.isEmpty() ? null : anywhere.firstEntry().getValue();
    }
}
