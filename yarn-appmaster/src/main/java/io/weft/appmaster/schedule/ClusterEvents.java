package io.weft.appmaster.schedule;

import io.weft.appmaster.cluster.Container;
import io.weft.appmaster.cluster.ContainerEnd;
import io.weft.error.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What follows from what the cluster does: it gives containers, takes them back, loses them, and tells how its hosts stand. */
final class ClusterEvents {
    private final RunnerPool pool;
    private final Hosts hosts;
    private final HostExclusion exclusion;
    private final ContainerDemand demand;
    private final Placement placement;
    private final Losses losses;
    private final RunnerStops stops;

    ClusterEvents(
            RunnerPool pool,
            Hosts hosts,
            HostExclusion exclusion,
            ContainerDemand demand,
            Placement placement,
            Losses losses,
            RunnerStops stops) {
        this.pool = pool;
        this.hosts = hosts;
        this.exclusion = exclusion;
        this.demand = demand;
        this.placement = placement;
        this.losses = losses;
        this.stops = stops;
    }

    void hostsReported(Event.HostsReported report, long nowMillis, List<Command> commands) {
        for (String host : hosts.reported(report)) {
            losses.hostGone(host, nowMillis);
        }
        for (String host : exclusion.readmit(hosts.count())) {
            commands.add(new Command.Readmit(host));
            placement.outdate();
        }
        hosts.leaving().forEach(host -> stops.drainHost(host, nowMillis, commands));
        if (placement.plan().hasUnplaced() || placement.plan().wanted() > 0) {
            placement.outdate();
        }
    }

    /** False where the container is known already. */
    boolean granted(Event.ContainerGranted granted, long nowMillis, List<Command> commands) {
        Container container = granted.container();
        if (pool.hasSeen(container.id())) {
            return false;
        }
        ContainerDemand.Answer answer = demand.accept(container, granted.request(), commands);
        if (answer == ContainerDemand.Answer.SURPLUS) {
            commands.add(new Command.Release(container));
            return true;
        }
        pool.add(container, nowMillis);
        commands.add(new Command.Launch(container));
        if (answer == ContainerDemand.Answer.OTHER) {
            placement.outdate();
        }
        return true;
    }

    void reclaimed(Event.ContainersReclaimed reclaimed, long nowMillis, List<Command> commands) {
        for (String container : reclaimed.containers()) {
            Runner runner = pool.find(container);
            if (runner != null) {
                stops.drain(runner, nowMillis, commands);
                placement.outdate();
            }
        }
    }

    /** A container that the pool held is gone; the failure of the job if it cannot go on without. */
    @Nullable Failure gone(Runner runner, ContainerEnd end, long nowMillis) {
        if (!(runner.state() instanceof Runner.Stopping)) {
            placement.outdate();
        }
        return losses.containerLost(runner, end, nowMillis);
    }

    /** Gives no more work to the hosts that are excluded from now on. */
    void exclude(long nowMillis, List<Command> commands) {
        for (String host : exclusion.newlyExcluded()) {
            commands.add(new Command.Exclude(host));
            stops.drainHost(host, nowMillis, commands);
            placement.outdate();
        }
    }
}
