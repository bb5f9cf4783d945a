package io.weft.appmaster.schedule;

import io.weft.appmaster.cluster.Cluster;
import io.weft.appmaster.cluster.Container;
import io.weft.appmaster.cluster.ContainerEnd;
import io.weft.appmaster.cluster.ContainerEnd.Reason;
import io.weft.appmaster.cluster.ContainerRequest;
import io.weft.appmaster.cluster.HostRoom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hosts, what runs on them, and a resource manager that grants late, elsewhere, too much, and takes back. Tells as events
 * what it does, but not always that a container has ended.
 */
final class SimulatedCluster implements Cluster {
    private final Timeline timeline;
    private final Random random;
    private final Trouble trouble;
    private final Consumer<Event> told;
    private final List<SimulatedHost> hosts;
    private final Map<Long, ContainerRequest> asks = new LinkedHashMap<>();
    private final Map<String, SimulatedRunner> runners = new LinkedHashMap<>();
    private final Set<String> excluded = new HashSet<>();
    private int granted;
    private int queueCapacity = Integer.MAX_VALUE;

    SimulatedCluster(
            Timeline timeline, Random random, Trouble trouble, List<SimulatedHost> hosts, Consumer<Event> told) {
        this.timeline = timeline;
        this.random = random;
        this.trouble = trouble;
        this.hosts = hosts;
        this.told = told;
    }

    /** The job's queue gives no more containers than these at a time. */
    void limitQueue(int containers) {
        queueCapacity = containers;
    }

    Timeline timeline() {
        return timeline;
    }

    /** Containers that are granted and not over. */
    List<SimulatedRunner> alive() {
        return runners.values().stream().filter(SimulatedRunner::isAlive).toList();
    }

    SimulatedRunner runner(String container) {
        SimulatedRunner runner = runners.get(container);
        if (runner == null) {
            throw new AssertionError("There is no container " + container);
        }
        return runner;
    }

    /** Whether the output of an attempt that ran on this host can be had. */
    boolean serves(String hostName) {
        SimulatedHost host = host(hostName);
        return host.isUp
                && (host.hasShuffleService
                        || alive().stream().anyMatch(runner -> runner.isRegistered() && runner.host() == host));
    }

    private SimulatedHost host(String name) {
        return hosts.stream().filter(host -> host.name.equals(name)).findFirst().orElseThrow();
    }

    /** Tells how the hosts stand. */
    void reportHosts() {
        told.accept(new Event.HostsReported(
                hosts.stream()
                        .filter(host -> host.isUp)
                        .map(host -> new HostRoom(
                                host.name,
                                host.rack,
                                host.room(),
                                host.isLeaving ? HostRoom.State.LEAVING : HostRoom.State.USABLE))
                        .toList(),
                queueRoom()));
    }

    @Override
    public void request(ContainerRequest request) {
        asks.put(request.number(), request);
    }

    @Override
    public void withdraw(ContainerRequest request) {
        asks.remove(request.number());
    }

    @Override
    public void exclude(String host) {
        excluded.add(host);
    }

    @Override
    public void readmit(String host) {
        excluded.remove(host);
    }

    @Override
    public void launch(Container container) {
        runner(container.id()).launch();
    }

    @Override
    public void release(Container container) {
        end(runner(container.id()), Reason.COMPLETED);
    }

    /** One round of the resource manager: some of the asks are answered. */
    void grantSome() {
        for (ContainerRequest ask : List.copyOf(asks.values())) {
            if (trouble.isCalm() || random.nextInt(4) == 0) {
                SimulatedHost host = hostFor(ask);
                if (host != null) {
                    asks.remove(ask.number());
                    grant(host, trouble.chance(0.1) ? ContainerRequest.UNKNOWN : ask.number());
                    if (trouble.chance(0.1) && host.room() > 0) {
                        grant(host, trouble.chance(0.5) ? ContainerRequest.UNKNOWN : ask.number());
                    }
                }
            }
        }
    }

    /** How many more containers the queue has room for. */
    private int queueRoom() {
        return Math.max(0, queueCapacity - alive().size());
    }

    private @Nullable SimulatedHost hostFor(ContainerRequest ask) {
        if (queueRoom() == 0) {
            return null;
        }
        List<SimulatedHost> candidates = new ArrayList<>();
        for (SimulatedHost host : hosts) {
            if (host.room() > 0 && !excluded.contains(host.name)) {
                if (ask instanceof ContainerRequest.OnHost onHost
                        && onHost.host().equals(host.name)) {
                    return host;
                }
                if (ask instanceof ContainerRequest.InRack inRack
                        && inRack.rack().equals(host.rack)) {
                    candidates.add(host);
                }
                if (ask instanceof ContainerRequest.Anywhere anywhere) {
                    candidates.add(host);
                    if (anywhere.preferredHosts().contains(host.name) && random.nextBoolean()) {
                        return host;
                    }
                }
            }
        }
        return candidates.isEmpty() ? null : candidates.get(random.nextInt(candidates.size()));
    }

    private void grant(SimulatedHost host, long request) {
        host.used++;
        Container container = new Container("container_" + ++granted, host.name, host.rack);
        runners.put(container.id(), new SimulatedRunner(container, host, timeline, random, trouble, told));
        tellLater(new Event.ContainerGranted(container, request));
    }

    /** Something goes wrong, perhaps. */
    void strike() {
        List<SimulatedRunner> alive = alive();
        if (alive.isEmpty()) {
            return;
        }
        SimulatedRunner victim = alive.get(random.nextInt(alive.size()));
        if (trouble.chance(0.02) && trouble.spendPreemption()) {
            end(victim, Reason.PREEMPTED);
        } else if (trouble.chance(0.02) && trouble.spendLoss()) {
            end(victim, Reason.LOST);
        } else if (trouble.chance(0.02) && trouble.spendLoss()) {
            victim.die();
            timeline.after(random.nextInt(60_000), () -> tellEnd(victim, Reason.LOST));
        } else if (trouble.chance(0.02)
                && victim.running().stream().allMatch(attempt -> trouble.maySpoil(attempt.task()))
                && trouble.spendLoss()) {
            victim.running().forEach(attempt -> trouble.spoil(attempt.task()));
            // Told at once: an attempt that is given to it meanwhile would be charged with a try that was not planned.
            Reason reason = random.nextBoolean() ? Reason.KILLED_FOR_MEMORY : Reason.FAILED;
            victim.die();
            told.accept(
                    new Event.ContainerEnded(new ContainerEnd(victim.container().id(), reason, 1, "")));
        } else if (trouble.chance(0.01) && trouble.spendPreemption()) {
            announcePreemption(victim);
        } else if (trouble.chance(0.005) && othersTakeContainers(victim.host()) && trouble.spendHostLoss()) {
            victim.host().isLeaving = true;
            reportHosts();
            timeline.after(10_000 + random.nextInt(60_000), () -> takeDown(victim.host()));
        } else if (trouble.chance(0.01)
                && hosts.stream().filter(host -> host.isUp).count() > 1
                && trouble.spendHostLoss()) {
            takeDown(victim.host());
        }
    }

    private boolean othersTakeContainers(SimulatedHost leaving) {
        return hosts.stream()
                .anyMatch(host -> host != leaving && host.isUp && !host.isLeaving && !excluded.contains(host.name));
    }

    private void takeDown(SimulatedHost host) {
        if (!host.isUp || hosts.stream().noneMatch(other -> other != host && other.isUp && !other.isLeaving)) {
            return;
        }
        host.isUp = false;
        for (SimulatedRunner lost : alive()) {
            if (lost.host() == host) {
                lost.die();
                timeline.after(random.nextInt(60_000), () -> tellEnd(lost, Reason.LOST));
            }
        }
        if (random.nextBoolean()) {
            reportHosts();
        }
    }

    /** Says that some containers will be taken, and takes those that are still there after a while. */
    private void announcePreemption(SimulatedRunner first) {
        List<SimulatedRunner> wanted = new ArrayList<>(List.of(first));
        alive().stream().filter(runner -> random.nextInt(4) == 0).forEach(wanted::add);
        told.accept(new Event.ContainersReclaimed(
                wanted.stream().map(runner -> runner.container().id()).toList()));
        timeline.after(15_000, () -> wanted.forEach(runner -> end(runner, Reason.PREEMPTED)));
    }

    void end(SimulatedRunner runner, Reason reason) {
        if (runner.isAlive()) {
            runner.die();
            tellEnd(runner, reason);
        }
    }

    private void tellEnd(SimulatedRunner runner, Reason reason) {
        if (trouble.chance(0.1)) {
            return;
        }
        tellLater(new Event.ContainerEnded(new ContainerEnd(runner.container().id(), reason, 1, "")));
    }

    private void tellLater(Event event) {
        timeline.after(1 + random.nextInt(trouble.isCalm() ? 10 : 1_000), () -> told.accept(event));
    }
}
