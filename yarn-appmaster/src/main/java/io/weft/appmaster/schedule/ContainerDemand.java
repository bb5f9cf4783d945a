package io.weft.appmaster.schedule;

import io.weft.appmaster.cluster.Container;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
    private final OpenAsks asks = new OpenAsks();
    /** Hosts that did not answer within the wait. */
    private final Set<String> refusals = new HashSet<>();
    /** Whether more will be asked for when some of the asks are answered. */
    private boolean held;

    ContainerDemand(SchedulerSettings settings, RunnerPool pool, Hosts hosts) {
        this.settings = settings;
        this.pool = pool;
        this.hosts = hosts;
    }

    /** Whether slots may come to be on a host, though none is there: one was asked for or will be. */
    boolean mayBring(String host) {
        return asks.on(host) > 0 || (held && allowance(host) >= 0);
    }

    /** Whether a granted container is one that was asked for; if so, that ask is answered. */
    boolean accept(Container container, long request, List<Command> commands) {
        hosts.granted(container);
        refusals.remove(container.host());
        if (asks.remove(request)) {
            return true;
        }
        OpenAsks.Ask answered = asks.answeredBy(container);
        if (answered == null) {
            return false;
        }
        withdraw(answered, commands);
        return true;
    }

    /** Takes everything back. */
    void withdrawAll(List<Command> commands) {
        asks.all().forEach(ask -> withdraw(ask, commands));
        held = false;
    }

    /**
     * Brings the asks in line with the tasks that wait. A slot that is free although tasks wait is not for them, or not yet:
     * it does not keep containers from being asked for on the hosts of their data, but elsewhere it does.
     */
    void adjust(List<WaitingTasks> queues, long nowMillis, List<Command> commands) {
        int waiting = queues.stream().mapToInt(WaitingTasks::size).sum();
        withdrawSurplus(queues, waiting, commands);
        relax(nowMillis, commands);

        held = false;
        int missing = Math.min(allowed(), runnersFor(waiting - coming() - pool.free()));
        if (missing > 0) {
            int slots = pool.slots() + (asks.size() + missing) * settings.slotsPerRunner();
            HostCover cover = new HostCover(queues, (waiting + slots - 1) / slots * settings.slotsPerRunner());
            pool.all().forEach(runner -> cover.serve(runner.container().host()));
            asks.hosts().forEach(cover::serve);
            ask(missing, cover, nowMillis, commands);
        }
        if (waiting > 0 && allowed() > 0 && !held) {
            HostCover cover = coverOfComing(queues);
            asks.hosts().forEach(cover::serve);
            int strangers = (asks.size() - asks.onHosts()) * settings.slotsPerRunner();
            int alone = Math.min(allowed(), runnersFor(cover.left() - strangers));
            for (int left = alone; left > 0 && askHost(cover, nowMillis, commands); ) {
                left--;
            }
        }
    }

    /** The tasks, of which the containers that start will take theirs. */
    private HostCover coverOfComing(List<WaitingTasks> queues) {
        HostCover cover = new HostCover(queues, settings.slotsPerRunner());
        pool.starting().forEach(runner -> cover.serve(runner.container().host()));
        return cover;
    }

    /** The runners that are of no use to the tasks that wait, those first that have been of use. */
    List<Runner> idle(List<WaitingTasks> queues) {
        List<Runner> idle = new ArrayList<>(pool.idle());
        if (!pool.starting().isEmpty()) {
            HostCover cover = new HostCover(queues, settings.slotsPerRunner());
            for (Runner runner : pool.starting()) {
                if (cover.serve(runner.container().host()) == 0) {
                    idle.add(runner);
                }
            }
        }
        return idle;
    }

    /** Slots that are on their way. */
    private int coming() {
        return pool.starting().size() * settings.slotsPerRunner() + asks.size() * settings.slotsPerRunner();
    }

    private int runnersFor(int slots) {
        return Math.max(0, (slots + settings.slotsPerRunner() - 1) / settings.slotsPerRunner());
    }

    /** How many more containers may be asked for. */
    private int allowed() {
        return settings.maxRunners() - pool.size() - asks.size();
    }

    /** Takes back asks that are no longer needed: those for hosts for whose tasks there are enough, and those for anywhere. */
    private void withdrawSurplus(List<WaitingTasks> queues, int waiting, List<Command> commands) {
        int surplus = coming() - waiting;
        if (asks.size() == 0 || surplus + pool.free() < settings.slotsPerRunner()) {
            return;
        }
        HostCover cover = coverOfComing(queues);
        List<OpenAsks.Ask> unneeded = new ArrayList<>();
        for (OpenAsks.Ask ask : asks.all()) {
            String host = ask.host();
            if (host == null || cover.serve(host) == 0) {
                unneeded.add(ask);
            }
        }
        Collections.reverse(unneeded);
        for (OpenAsks.Ask ask : unneeded) {
            int others = ask.host() == null ? pool.free() : 0;
            if (coming() - waiting + others >= settings.slotsPerRunner()) {
                withdraw(ask, commands);
            }
        }
    }

    private void withdraw(OpenAsks.Ask ask, List<Command> commands) {
        asks.remove(ask.request().number());
        commands.add(new Command.Withdraw(ask.request()));
    }

    private void relax(long nowMillis, List<Command> commands) {
        for (OpenAsks.Ask ask : asks.all()) {
            String host = ask.host();
            if (host != null && nowMillis - ask.sinceMillis() >= settings.localityWaitMillis()) {
                refusals.add(host);
                withdraw(ask, commands);
                commands.add(new Command.Request(asks.anywhere(List.of(host), nowMillis)));
            }
        }
    }

    private void ask(int runners, HostCover cover, long nowMillis, List<Command> commands) {
        for (int left = runners; left > 0 && !held; left--) {
            if (!askHost(cover, nowMillis, commands) && !held) {
                List<String> preferred = cover.most(MOST_PREFERRED, hosts::isUsable);
                commands.add(new Command.Request(asks.anywhere(preferred, nowMillis)));
            }
        }
    }

    /** Asks for a container on the host where it is of most use; false where no host may be asked, or none for now. */
    private boolean askHost(HostCover cover, long nowMillis, List<Command> commands) {
        String host = cover.best(candidate -> allowance(candidate) > 0);
        if (host != null && asks.onHosts() < MOST_HOST_ASKS) {
            cover.serve(host);
            commands.add(new Command.Request(asks.onHost(host, nowMillis)));
            return true;
        }
        held = host != null || cover.best(candidate -> allowance(candidate) == 0) != null;
        return false;
    }

    /** How many more containers may be asked of a host: none for now if zero, none at all if negative. */
    private int allowance(String host) {
        if (refusals.contains(host) || !hosts.isUsable(host) || settings.localityWaitMillis() == 0) {
            return -1;
        }
        if (hosts.areReported()) {
            int room = hosts.room(host) - asks.on(host);
            return room > 0 ? room : -1;
        }
        return Math.max(0, MOST_ASKS_OF_HOST - asks.on(host));
    }
}
