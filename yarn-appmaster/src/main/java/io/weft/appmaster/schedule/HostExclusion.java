package io.weft.appmaster.schedule;

import io.weft.stage.TaskId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Leaves out hosts where attempts of several tasks, or containers, have failed in a way that counts, with no success in between.
 * Never more than a third of the cluster's hosts: when more fail, the fault is elsewhere.
 */
final class HostExclusion {
    /** Tasks that must have failed on a host, or containers. */
    static final int FAILURES = 3;
    /** One host of so many may be excluded. */
    static final int HOSTS_PER_EXCLUSION = 3;

    private final Map<String, Set<Object>> failed = new HashMap<>();
    private final Set<String> excluded = new LinkedHashSet<>();

    boolean isExcluded(String host) {
        return excluded.contains(host);
    }

    Set<String> excluded() {
        return excluded;
    }

    /** An attempt has failed on a host; gives whether the host is left out for it. */
    boolean attemptFailed(TaskId task, String host, int hosts) {
        return failed(task, host, hosts);
    }

    /** A container has failed, or could not be started; gives whether its host is left out for it. */
    boolean containerFailed(String container, String host, int hosts) {
        return failed(container, host, hosts);
    }

    private boolean failed(Object what, String host, int hosts) {
        Set<Object> there = failed.computeIfAbsent(host, any -> new HashSet<>());
        there.add(what);
        if (there.size() < FAILURES || (excluded.size() + 1) * HOSTS_PER_EXCLUSION > hosts) {
            return false;
        }
        return excluded.add(host);
    }

    /** Something has succeeded on a host: what failed there before is forgiven. */
    void succeeded(String host) {
        if (!excluded.contains(host)) {
            failed.remove(host);
        }
    }
}
