package io.weft.appmaster.schedule;

import io.weft.appmaster.cluster.Container;
import io.weft.protocol.AttemptReport;
import io.weft.protocol.Counters;
import io.weft.stage.AttemptId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** A container of a simulated cluster, and once it is launched, the runner in it. */
final class SimulatedRunner {
    static final long POLL_MILLIS = 1_000;
    private static final int SERVICE_PORT = 13562;
    private static final int RUNNER_PORT = 4000;

    private final Container container;
    private final SimulatedHost host;
    private final Timeline timeline;
    private final Random random;
    private final Trouble trouble;
    private final Consumer<Event> told;
    private final Set<AttemptId> running = new LinkedHashSet<>();
    private boolean alive = true;
    private boolean registered;

    SimulatedRunner(
            Container container,
            SimulatedHost host,
            Timeline timeline,
            Random random,
            Trouble trouble,
            Consumer<Event> told) {
        this.container = container;
        this.host = host;
        this.timeline = timeline;
        this.random = random;
        this.trouble = trouble;
        this.told = told;
    }

    Container container() {
        return container;
    }

    SimulatedHost host() {
        return host;
    }

    boolean isAlive() {
        return alive;
    }

    boolean isRegistered() {
        return registered;
    }

    /** The attempts that it runs. */
    List<AttemptId> running() {
        return List.copyOf(running);
    }

    void launch() {
        timeline.after(500 + random.nextInt(2_000), () -> {
            if (alive && !trouble.chance(0.01)) {
                registered = true;
                int servicePort = host.hasShuffleService ? SERVICE_PORT : 0;
                told.accept(new Event.RunnerRegistered(container.id(), host.name, 8, servicePort, RUNNER_PORT));
                timeline.after(POLL_MILLIS, this::poll);
            }
        });
    }

    private void poll() {
        if (alive) {
            List<AttemptReport> reports = running.stream()
                    .map(attempt -> (AttemptReport) new AttemptReport.Running(attempt, new Counters()))
                    .toList();
            if (!trouble.chance(0.1)) {
                told.accept(new Event.RunnerPolled(container.id(), reports));
            }
            timeline.after(POLL_MILLIS, this::poll);
        }
    }

    void start(AttemptId attempt) {
        running.add(attempt);
    }

    /** Whether an attempt still ran; it no longer does. */
    boolean finish(AttemptId attempt) {
        return running.remove(attempt);
    }

    void die() {
        if (alive) {
            alive = false;
            host.used--;
            running.clear();
        }
    }
}
