package io.weft.appmaster.schedule;

import java.util.List;
import java.util.Optional;

/** Says why a task does not run beside its data, at the moment when it is given to a slot elsewhere. */
final class RemoteRule {
    private final Hosts hosts;
    private final RunnerPool pool;
    private final ContainerDemand demand;

    RemoteRule(Hosts hosts, RunnerPool pool, ContainerDemand demand) {
        this.hosts = hosts;
        this.pool = pool;
        this.demand = demand;
    }

    /** Empty where it does. */
    Optional<RemoteReason> reason(TaskRun task, Locality locality) {
        return locality == Locality.SAME_HOST ? Optional.empty() : Optional.of(reason(task));
    }

    private RemoteReason reason(TaskRun task) {
        if (task.inputHosts().isEmpty()) {
            return RemoteReason.NO_LOCATION;
        }
        List<String> allowed = task.wantedHosts().stream()
                .filter(host -> !hosts.isBarred(host))
                .toList();
        if (allowed.isEmpty()) {
            return RemoteReason.HOST_EXCLUDED;
        }
        if (allowed.stream().anyMatch(host -> pool.containersOn(host) > 0)) {
            return RemoteReason.IDLE_CONTAINER;
        }
        return allowed.stream().anyMatch(demand::hasRefused) ? RemoteReason.RELAXED : RemoteReason.NO_ROOM;
    }
}
