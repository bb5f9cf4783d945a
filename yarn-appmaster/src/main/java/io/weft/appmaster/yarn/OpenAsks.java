package io.weft.appmaster.yarn;

import io.weft.appmaster.cluster.ContainerRequest;
import io.weft.appmaster.cluster.ContainerRequest.Anywhere;
import io.weft.appmaster.cluster.ContainerRequest.InRack;
import io.weft.appmaster.cluster.ContainerRequest.OnHost;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.yarn.api.records.Priority;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.client.api.AMRMClient;
import org.jspecify.annotations.Nullable;

/**
 * The requests that YARN has not answered, and the asks that stand for them. YARN knows asks by priority alone: those for one
 * host and no other have one priority, those for one rack another, all others a third, because one priority can have one kind only.
 * Not thread-safe.
 */
final class OpenAsks {
    static final Priority ON_HOST = Priority.newInstance(1);
    static final Priority IN_RACK = Priority.newInstance(2);
    static final Priority ANYWHERE = Priority.newInstance(3);

    private final Resource size;
    private final Map<Long, Ask> open = new TreeMap<>();

    /** A request and what YARN was asked for it. */
    record Ask(ContainerRequest request, AMRMClient.ContainerRequest sent) {}

    /** Asks for containers of one size. */
    OpenAsks(Resource size) {
        this.size = size;
    }

    /** What to ask YARN for a request, which is open from now on. */
    AMRMClient.ContainerRequest open(ContainerRequest request) {
        AMRMClient.ContainerRequest sent = ask(request);
        open.put(request.number(), new Ask(request, sent));
        return sent;
    }

    private AMRMClient.ContainerRequest ask(ContainerRequest request) {
        if (request instanceof OnHost onHost) {
            return new AMRMClient.ContainerRequest(size, new String[] {onHost.host()}, null, ON_HOST, false);
        }
        if (request instanceof InRack inRack) {
            return new AMRMClient.ContainerRequest(size, null, new String[] {inRack.rack()}, IN_RACK, false);
        }
        String[] hosts = ((Anywhere) request).preferredHosts().toArray(String[]::new);
        return new AMRMClient.ContainerRequest(size, hosts.length == 0 ? null : hosts, null, ANYWHERE, true);
    }

    /** What to take back from YARN, or null if the request is not open. */
    AMRMClient.@Nullable ContainerRequest close(ContainerRequest request) {
        Ask ask = open.remove(request.number());
        return ask == null ? null : ask.sent();
    }

    /** The oldest request that a container with this priority on this host can answer; it is no longer open. */
    @Nullable Ask answer(Priority priority, String host, String rack) {
        Ask found = null;
        for (Ask ask : open.values()) {
            boolean fits = ask.sent().getPriority().equals(priority);
            if (fits && wants(ask.request(), host)) {
                found = ask;
                break;
            }
            if (fits && found == null && mayBe(ask.request(), rack)) {
                found = ask;
            }
        }
        if (found != null) {
            open.remove(found.request().number());
        }
        return found;
    }

    private static boolean wants(ContainerRequest request, String host) {
        if (request instanceof OnHost onHost) {
            return onHost.host().equals(host);
        }
        return request instanceof Anywhere anywhere && anywhere.preferredHosts().contains(host);
    }

    /** Whether a container answers a request that would rather have had another host, if nobody wants that of its host. */
    private static boolean mayBe(ContainerRequest request, String rack) {
        return request instanceof Anywhere
                || (request instanceof InRack inRack && inRack.rack().equals(rack));
    }

    boolean isEmpty() {
        return open.isEmpty();
    }
}
