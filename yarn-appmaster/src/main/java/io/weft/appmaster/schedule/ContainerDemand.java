package io.weft.appmaster.schedule;

import io.weft.appmaster.cluster.Container;
import io.weft.appmaster.cluster.ContainerRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How many containers are asked for, and where. Hosts that the plan wants are asked one by one where their last report shows room,
 * only so many at a time: an ask for a full host would keep that host from everybody. An ask that is not answered within the
 * locality wait is replaced by one for the host's rack, and that in turn by one for anywhere.
 *
 * <p>As long as hosts are to be asked, others are not asked for what these might bring: what the queue still gives would come
 * from anywhere.
 */
final class ContainerDemand implements PlacementPlan.Supply {
    /** Asks for single hosts at the same time, at most, in a cluster that is not large. */
    static final int MOST_HOST_ASKS = 32;
    /** In a large one there may be as many as this part of its hosts. */
    static final int HOSTS_PER_ASK = 8;
    /** Of them for one host whose room is not known. */
    static final int MOST_ASKS_OF_HOST = 2;
    /** Hosts that an ask for anywhere names as preferred, at most. */
    private static final int MOST_PREFERRED = 8;
    /** Asks beyond what the last reports show room for, at most. */
    private static final int MOST_WAITING_ASKS = 64;
    /** How often the open asks are looked through. */
    private static final long LOOK_MILLIS = 100;

    private final SchedulerSettings settings;
    private final RunnerPool pool;
    private final Hosts hosts;
    private final OpenAsks asks = new OpenAsks();
    /** Hosts that did not answer within the wait. */
    private final Set<String> refusals = new HashSet<>();

    private int waiting;
    private int hostless;
    private long lookedMillis;

    ContainerDemand(SchedulerSettings settings, RunnerPool pool, Hosts hosts) {
        this.settings = settings;
        this.pool = pool;
        this.hosts = hosts;
    }

    /** What became of a granted container. */
    enum Answer {
        /** It is where the plan wants it. */
        EXPECTED,
        /** It came for another ask, or for one that another container has answered. */
        OTHER,
        /** Nobody needs it. */
        SURPLUS
    }

    /** Takes a granted container for the ask that it answers, if it answers one. */
    Answer accept(Container container, long request, List<Command> commands) {
        hosts.granted(container);
        refusals.remove(container.host());
        int askedThere = asks.on(container.host());
        if (hosts.isBarred(container.host())) {
            // The ask is as open as before for us, but not for the cluster: it is made again where it is still needed.
            asks.remove(request);
            return Answer.SURPLUS;
        }
        if (asks.remove(request)) {
            return asks.on(container.host()) < askedThere ? Answer.EXPECTED : Answer.OTHER;
        }
        OpenAsks.Ask answered = asks.answeredBy(container);
        if (answered == null) {
            return Answer.SURPLUS;
        }
        withdraw(answered, commands);
        return Answer.OTHER;
    }

    /** Takes everything back. */
    void withdrawAll(List<Command> commands) {
        asks.all().forEach(ask -> withdraw(ask, commands));
    }

    /**
     * Says how many tasks wait, before a plan is made and again before asks are brought in line.
     *
     * @param rivals that are wanted besides
     */
    void waiting(List<WaitingTasks> queues, int rivals) {
        waiting = queues.stream().mapToInt(WaitingTasks::size).sum() + rivals;
        hostless = queues.stream().mapToInt(queue -> queue.anywhere().size()).sum() + rivals;
    }

    /** Whether a host has not given a container that it was asked for within the wait. */
    boolean hasRefused(String host) {
        return refusals.contains(host);
    }

    @Override
    public int containers(String host) {
        return pool.containersOn(host) + asks.on(host);
    }

    @Override
    public int room(String host) {
        if (settings.localityWaitMillis() == 0 || refusals.contains(host) || !hosts.isUsable(host)) {
            return 0;
        }
        return Math.max(0, (hosts.areReported() ? hosts.room(host) : MOST_ASKS_OF_HOST) - asks.on(host));
    }

    @Override
    public int total() {
        long held = pool.containers();
        long most = Math.min(settings.maxRunners(), held + hosts.roomInAll());
        return (int) Math.max(1, Math.min(most, Math.max(held, runnersFor(waiting))));
    }

    @Override
    public int toAsk() {
        return Math.max(0, total() - pool.containers() - asks.onHosts());
    }

    /** Brings the asks in line with the tasks that wait; gives whether the plan must be made again for it. */
    boolean adjust(List<WaitingTasks> queues, PlacementPlan plan, long nowMillis, List<Command> commands) {
        boolean changed = false;
        if (nowMillis - lookedMillis >= LOOK_MILLIS) {
            lookedMillis = nowMillis;
            withdrawUseless(queues, commands);
            changed = relax(nowMillis, commands);
        }
        withdrawSurplus(commands);
        changed |= askHosts(queues, plan, nowMillis, commands);
        askElsewhere(plan, nowMillis, commands);
        return changed;
    }

    /** The hosts that may be asked at the same time. */
    private int mostHostAsks() {
        return Math.max(MOST_HOST_ASKS, hosts.count() / HOSTS_PER_ASK);
    }

    /** Slots that are on their way. */
    private long coming() {
        return (long) (pool.starting() + asks.size()) * settings.slotsPerRunner();
    }

    /** Free slots that tasks may still take: not those that want no host, which would have taken one that fits them. */
    private int mayBeTaken() {
        return Math.min(pool.free(), waiting - hostless);
    }

    private int runnersFor(long slots) {
        return (int) Math.max(0, (slots + settings.slotsPerRunner() - 1) / settings.slotsPerRunner());
    }

    /** How many more containers may be asked for. */
    private int allowed() {
        return settings.maxRunners() - pool.size() - asks.size();
    }

    /** Takes back the asks for hosts that no task waits for any more, or that are of no more use. */
    private void withdrawUseless(List<WaitingTasks> queues, List<Command> commands) {
        for (OpenAsks.Ask ask : asks.narrow()) {
            if (ask.request() instanceof ContainerRequest.OnHost onHost
                    && (hosts.isBarred(onHost.host()) || !isWanted(onHost.host(), queues))) {
                withdraw(ask, commands);
            }
        }
    }

    private static boolean isWanted(String host, List<WaitingTasks> queues) {
        return queues.stream().anyMatch(queue -> !queue.on(host).isEmpty());
    }

    /** Takes back what the tasks no longer need, what may bring a container anywhere first. */
    private void withdrawSurplus(List<Command> commands) {
        for (OpenAsks.Ask ask = asks.newestOther(); ask != null; ask = asks.newestOther()) {
            if (coming() + mayBeTaken() - waiting < settings.slotsPerRunner()) {
                break;
            }
            withdraw(ask, commands);
        }
        for (OpenAsks.Ask ask = asks.newestOnHost(); ask != null; ask = asks.newestOnHost()) {
            if (coming() - waiting < settings.slotsPerRunner()) {
                break;
            }
            withdraw(ask, commands);
        }
    }

    private void withdraw(OpenAsks.Ask ask, List<Command> commands) {
        asks.remove(ask.request().number());
        commands.add(new Command.Withdraw(ask.request()));
    }

    /** Replaces the asks that were not answered in time by wider ones. */
    private boolean relax(long nowMillis, List<Command> commands) {
        boolean changed = false;
        for (OpenAsks.Ask ask : asks.narrow()) {
            if (nowMillis - ask.sinceMillis() < settings.localityWaitMillis()) {
                continue;
            }
            if (ask.request() instanceof ContainerRequest.OnHost onHost) {
                refusals.add(onHost.host());
                withdraw(ask, commands);
                String rack = hosts.rack(onHost.host());
                commands.add(new Command.Request(
                        rack == null
                                ? asks.anywhere(List.of(onHost.host()), nowMillis)
                                : asks.inRack(rack, onHost.host(), nowMillis)));
                changed = true;
            } else if (ask.request() instanceof ContainerRequest.InRack inRack) {
                withdraw(ask, commands);
                commands.add(new Command.Request(asks.anywhere(List.of(inRack.preferredHost()), nowMillis)));
            }
        }
        return changed;
    }

    /** Asks the hosts that the plan wants; gives whether one of them has lost its room since it was made. */
    private boolean askHosts(List<WaitingTasks> queues, PlacementPlan plan, long nowMillis, List<Command> commands) {
        boolean changed = false;
        for (int left = plan.wanted(); left > 0 && asks.onHosts() < mostHostAsks() && waiting > coming(); left--) {
            if (allowed() <= 0) {
                OpenAsks.Ask wide = asks.newestOther();
                if (wide == null) {
                    break;
                }
                withdraw(wide, commands);
            }
            String host = plan.nextWanted();
            if (host != null && room(host) > 0 && isWanted(host, queues)) {
                commands.add(new Command.Request(asks.onHost(host, nowMillis)));
            } else if (host != null && !hosts.areReported() && asks.on(host) > 0) {
                plan.wantLater(host);
            } else {
                changed = true;
            }
        }
        return changed;
    }

    private void askElsewhere(PlacementPlan plan, long nowMillis, List<Command> commands) {
        long missing = waiting - coming() - mayBeTaken();
        if (plan.wanted() > 0 || asks.onHosts() > 0) {
            missing = Math.min(missing, (long) (plan.spare() - asks.others()) * settings.slotsPerRunner());
        }
        long useful = (long) hosts.roomInAll() + MOST_WAITING_ASKS - asks.size();
        long more = Math.min(Math.min(allowed(), runnersFor(missing)), useful);
        for (long left = more; left > 0; left--) {
            List<String> preferred = plan.preferredElsewhere(MOST_PREFERRED);
            commands.add(new Command.Request(asks.anywhere(preferred, nowMillis)));
        }
    }
}
