package io.weft.appmaster.schedule;

import io.weft.appmaster.cluster.Container;
import io.weft.appmaster.cluster.ContainerRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The requests for containers that are neither answered nor taken back. */
final class OpenAsks {
    private final Map<Long, Ask> asks = new LinkedHashMap<>();
    private final Map<String, Integer> byHost = new HashMap<>();
    private long lastNumber;

    /** A request and when it was made. */
    record Ask(ContainerRequest request, long sinceMillis) {
        /** The one host that it is for, or null where it is for anywhere. */
        @Nullable String host() {
            return request instanceof ContainerRequest.OnHost onHost ? onHost.host() : null;
        }
    }

    ContainerRequest onHost(String host, long nowMillis) {
        return add(new ContainerRequest.OnHost(++lastNumber, host), nowMillis);
    }

    ContainerRequest anywhere(List<String> preferredHosts, long nowMillis) {
        return add(new ContainerRequest.Anywhere(++lastNumber, preferredHosts), nowMillis);
    }

    private ContainerRequest add(ContainerRequest request, long nowMillis) {
        Ask ask = new Ask(request, nowMillis);
        asks.put(request.number(), ask);
        String host = ask.host();
        if (host != null) {
            byHost.merge(host, 1, Integer::sum);
        }
        return request;
    }

    /** Takes a request out; false where it is not open. */
    boolean remove(long number) {
        Ask ask = asks.remove(number);
        String host = ask == null ? null : ask.host();
        if (host != null) {
            byHost.merge(host, -1, Integer::sum);
        }
        return ask != null;
    }

    int size() {
        return asks.size();
    }

    Collection<Ask> all() {
        return List.copyOf(asks.values());
    }

    /** The single hosts that are asked, once for each ask. */
    List<String> hosts() {
        List<String> hosts = new ArrayList<>();
        for (Ask ask : asks.values()) {
            String host = ask.host();
            if (host != null) {
                hosts.add(host);
            }
        }
        return hosts;
    }

    /** Those for this host alone. */
    int on(String host) {
        return byHost.getOrDefault(host, 0);
    }

    /** Those for single hosts. */
    int onHosts() {
        return byHost.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The one that a container answers which came for another: one for its host, else one for anywhere. */
    @Nullable Ask answeredBy(Container container) {
        Ask anywhere = null;
        for (Ask ask : asks.values()) {
            if (container.host().equals(ask.host())) {
                return ask;
            }
            if (anywhere == null && ask.host() == null) {
                anywhere = ask;
            }
        }
        return anywhere;
    }
}
