package io.weft.appmaster.schedule;

import io.weft.appmaster.cluster.Container;
import io.weft.appmaster.cluster.ContainerRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many containers are wanted, and where. Hosts that hold waiting tasks' data are asked for one by one, where there is
 * room: an ask for a full host would keep that host from everybody. An ask that is not answered within the locality wait is
 * replaced by one for anywhere.
 */
final class ContainerDemand {
    /** Asks for single hosts at the same time, at most. */
    static final int MOST_HOST_ASKS = 32;
    /** Of them for one host whose room is not known. */
    static final int MOST_ASKS_OF_HOST = 2;
    /** Hosts that an ask for anywhere names as preferred, at most. */
    private static final int MOST_PREFERRED = 8;

    private final SchedulerSettings settings;
    private final RunnerPool pool;
    private final Hosts hosts;
    private final Map<Long, Ask> asks = new LinkedHashMap<>();
    /** Hosts that did not answer within the wait. */
    private final Set<String> refusals = new HashSet<>();

    private long lastNumber;
    /** Whether more will be asked for when some of the asks are answered. */
    private boolean held;

    ContainerDemand(SchedulerSettings settings, RunnerPool pool, Hosts hosts) {
        this.settings = settings;
        this.pool = pool;
        this.hosts = hosts;
    }

    private record Ask(ContainerRequest request, long sinceMillis) {}

    /** Whether slots may come to be on a host, though none is there: one was asked for or will be. */
    boolean mayBring(String host) {
        return asksOf(host) > 0 || (held && allowance(host) >= 0);
    }

    /** Whether a granted container is one that was asked for; if so, that ask is answered. */
    boolean accept(Container container, long request, List<Command> commands) {
        hosts.granted(container);
        refusals.remove(container.host());
        if (asks.remove(request) != null) {
            return true;
        }
        Ask answered = answeredBy(container);
        if (answered == null) {
            return false;
        }
        asks.remove(answered.request().number());
        commands.add(new Command.Withdraw(answered.request()));
        return true;
    }

    /** The ask that a container answers which came for another one: for its host, else for anywhere. */
    private @Nullable Ask answeredBy(Container container) {
        Ask anywhere = null;
        for (Ask ask : asks.values()) {
            if (ask.request() instanceof ContainerRequest.Anywhere) {
                anywhere = anywhere == null ? ask : anywhere;
            } else if (isFor(ask, container.host())) {
                return ask;
            }
        }
        return anywhere;
    }

    /** Takes everything back. */
    void withdrawAll(List<Command> commands) {
        asks.values().forEach(ask -> commands.add(new Command.Withdraw(ask.request())));
        asks.clear();
        held = false;
    }

    /**
     * Brings the asks in line with what is wanted.
     *
     * @param running how many attempts run
     */
    void adjust(List<WaitingTasks> queues, int running, long nowMillis, List<Command> commands) {
        int waiting = queues.stream().mapToInt(WaitingTasks::size).sum();
        int wanted = Math.min(settings.maxSlots(), waiting + running);
        int perRunner = settings.slotsPerRunner();
        int missing = wanted - pool.slots() - asks.size() * perRunner;
        held = false;
        withdraw(-missing / perRunner, commands);
        relax(nowMillis, commands);
        int runners =
                Math.min((missing + perRunner - 1) / perRunner, settings.maxRunners() - pool.size() - asks.size());
        if (runners > 0) {
            int slots = Math.max(1, pool.slots() + (asks.size() + runners) * perRunner);
            int tasksPerSlot = (waiting + slots - 1) / slots;
            ask(runners, new HostCover(queues, Math.max(1, tasksPerSlot) * perRunner), nowMillis, commands);
        }
    }

    private void withdraw(int surplus, List<Command> commands) {
        List<Ask> newest = new ArrayList<>(asks.values());
        for (int taken = 0; taken < surplus && taken < newest.size(); taken++) {
            ContainerRequest request = newest.get(newest.size() - 1 - taken).request();
            asks.remove(request.number());
            commands.add(new Command.Withdraw(request));
        }
    }

    private void relax(long nowMillis, List<Command> commands) {
        for (Ask ask : List.copyOf(asks.values())) {
            if (ask.request() instanceof ContainerRequest.OnHost onHost
                    && nowMillis - ask.sinceMillis() >= settings.localityWaitMillis()) {
                refusals.add(onHost.host());
                asks.remove(onHost.number());
                commands.add(new Command.Withdraw(onHost));
                request(new ContainerRequest.Anywhere(++lastNumber, List.of(onHost.host())), nowMillis, commands);
            }
        }
    }

    private void ask(int runners, HostCover cover, long nowMillis, List<Command> commands) {
        for (Runner runner : pool.all()) {
            cover.serve(runner.container().host());
        }
        for (Ask ask : asks.values()) {
            if (ask.request() instanceof ContainerRequest.OnHost onHost) {
                cover.serve(onHost.host());
            }
        }
        for (int left = runners; left > 0; left--) {
            String host = cover.best(candidate -> allowance(candidate) > 0);
            boolean tooMany = hostAsks() >= MOST_HOST_ASKS;
            if (host != null && !tooMany) {
                cover.serve(host);
                request(new ContainerRequest.OnHost(++lastNumber, host), nowMillis, commands);
            } else if (host != null || cover.best(candidate -> allowance(candidate) == 0) != null) {
                held = true;
                return;
            } else {
                List<String> preferred = cover.most(MOST_PREFERRED, hosts::isUsable);
                request(new ContainerRequest.Anywhere(++lastNumber, preferred), nowMillis, commands);
            }
        }
    }

    private void request(ContainerRequest request, long nowMillis, List<Command> commands) {
        asks.put(request.number(), new Ask(request, nowMillis));
        commands.add(new Command.Request(request));
    }

    /** How many more containers may be asked of a host: none for now if zero, none at all if negative. */
    private int allowance(String host) {
        if (refusals.contains(host) || !hosts.isUsable(host) || settings.localityWaitMillis() == 0) {
            return -1;
        }
        int asked = asksOf(host);
        if (hosts.areReported()) {
            int room = hosts.room(host) - asked;
            return room > 0 ? room : -1;
        }
        return Math.max(0, MOST_ASKS_OF_HOST - asked);
    }

    private int asksOf(String host) {
        return (int) asks.values().stream().filter(ask -> isFor(ask, host)).count();
    }

    private int hostAsks() {
        return (int) asks.values().stream()
                .filter(ask -> ask.request() instanceof ContainerRequest.OnHost)
                .count();
    }

    private static boolean isFor(Ask ask, String host) {
        return ask.request() instanceof ContainerRequest.OnHost onHost
                && onHost.host().equals(host);
    }
}
