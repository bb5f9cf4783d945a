package io.weft.appmaster.schedule;

import io.weft.appmaster.cluster.Container;
import io.weft.stage.AttemptId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A container and the task runner in it. What becomes of the attempts in it is a fact of its own: a slot is taken until the
 * runner says that the attempt in it is over, whether or not that attempt still counts.
 */
final class Runner {
    private final Container container;
    private final Set<AttemptId> taken = new LinkedHashSet<>();
    /** Since when each free slot is free, the longest first. */
    private final List<Long> freeSince = new ArrayList<>();

    private State state;
    private long heardMillis;

    Runner(Container container, long nowMillis) {
        this.container = container;
        this.state = new Starting();
        this.heardMillis = nowMillis;
    }

    /** Where a runner stands in its life. */
    sealed interface State {}

    /** Launched, and not heard of yet. */
    record Starting() implements State {}

    /**
     * Ready for work.
     *
     * @param host by which readers reach its outputs
     */
    record Live(String host, int slots, int servicePort, int runnerPort) implements State {}

    /** Told to end itself. */
    record Stopping() implements State {}

    Container container() {
        return container;
    }

    State state() {
        return state;
    }

    /** When it was last heard of, told something that it must follow, or launched. */
    long heardMillis() {
        return heardMillis;
    }

    /** One that was told to end itself must do so in time, whatever it still says. */
    void heard(long nowMillis) {
        if (!(state instanceof Stopping)) {
            heardMillis = nowMillis;
        }
    }

    void registered(Live live, long nowMillis) {
        if (state instanceof Starting) {
            state = live;
            for (int slot = 0; slot < live.slots(); slot++) {
                freeSince.add(nowMillis);
            }
        }
    }

    void stopping(long nowMillis) {
        state = new Stopping();
        heardMillis = nowMillis;
        freeSince.clear();
    }

    int freeSlots() {
        return freeSince.size();
    }

    /** Since when one of its free slots is free; the first has been for the longest time. */
    long freeSince(int slot) {
        return freeSince.get(slot);
    }

    /** The attempts that have a slot. */
    List<AttemptId> taken() {
        return List.copyOf(taken);
    }

    /** It gets no more work, and goes on with what it has. */
    void drain() {
        if (state instanceof Live live) {
            state = new Live(live.host(), 0, live.servicePort(), live.runnerPort());
            freeSince.clear();
        }
    }

    boolean isIdle() {
        return taken.isEmpty();
    }

    void take(AttemptId attempt, Long slotFreeSince) {
        if (!freeSince.remove(slotFreeSince)) {
            throw new IllegalStateException(
                    "Runner %s has no slot for %s: it is %s and runs %s".formatted(container, attempt, state, taken));
        }
        taken.add(attempt);
    }

    /** Frees an attempt's slot; false where it had none. */
    boolean free(AttemptId attempt, long nowMillis) {
        if (!taken.remove(attempt)) {
            return false;
        }
        if (state instanceof Live live && taken.size() + freeSince.size() < live.slots()) {
            freeSince.add(nowMillis);
        }
        return true;
    }
}
