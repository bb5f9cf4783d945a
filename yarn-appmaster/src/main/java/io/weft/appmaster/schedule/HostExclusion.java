package io.weft.appmaster.schedule;

import io.weft.stage.TaskId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Leaves out hosts on which several tasks or containers have failed in a way that counts, with no success in between. Never more
 * than a third of the cluster's hosts: where more fail, the fault is elsewhere, and where hosts leave the cluster, some come back.
 */
final class HostExclusion {
    /** Tasks that must have failed on a host, or containers, or the hosts whose outputs could not be read there. */
    static final int FAILURES = 3;
    /** One host of so many may be excluded. */
    static final int HOSTS_PER_EXCLUSION = 3;

    private final Map<String, Set<Object>> failed = new HashMap<>();
    private final Set<String> excluded = new LinkedHashSet<>();
    private final List<String> untold = new ArrayList<>();

    boolean isExcluded(String host) {
        return excluded.contains(host);
    }

    /** An attempt of a task has failed on a host. */
    void attemptFailed(TaskId task, String host, int hosts) {
        failed(task, host, hosts);
    }

    /** A container has failed on a host, or could not be started there. */
    void containerFailed(String container, String host, int hosts) {
        failed(container, host, hosts);
    }

    private void failed(Object what, String host, int hosts) {
        Set<Object> there = failed.computeIfAbsent(host, any -> new HashSet<>());
        there.add(what);
        if (there.size() >= FAILURES) {
            exclude(host, hosts);
        }
    }

    /** Excludes a host; false where that would be too many of so many, or it was excluded before. */
    boolean exclude(String host, int hosts) {
        if ((excluded.size() + 1) * HOSTS_PER_EXCLUSION > hosts || !excluded.add(host)) {
            return false;
        }
        untold.add(host);
        return true;
    }

    /** Readmits as many hosts, the first ones first, as are excluded beyond a third of so many; gives them. */
    List<String> readmit(int hosts) {
        List<String> readmitted = new ArrayList<>();
        while (excluded.size() * HOSTS_PER_EXCLUSION > hosts) {
            String first = excluded.iterator().next();
            excluded.remove(first);
            failed.remove(first);
            readmitted.add(first);
        }
        return readmitted;
    }

    /** Something has succeeded on a host: what failed there before is forgiven. */
    void succeeded(String host) {
        failed.remove(host);
    }

    /** The hosts that are excluded and have not been given by this yet. */
    List<String> newlyExcluded() {
        List<String> hosts = List.copyOf(untold);
        untold.clear();
        return hosts;
    }
}
