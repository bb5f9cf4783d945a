package io.weft.appmaster.schedule;

/** A host of a simulated cluster. */
final class SimulatedHost {
    final String name;
    final String rack;
    final int capacity;
    final boolean hasShuffleService;
    final int slowness;
    /** Containers on it, of this job and of others. */
    int used;

    boolean isUp = true;
    /** It is being decommissioned: no new containers. */
    boolean isLeaving;
    /** Each attempt that runs there fails. */
    boolean isBroken;

    SimulatedHost(String name, String rack, int capacity, boolean hasShuffleService, int slowness) {
        this.name = name;
        this.rack = rack;
        this.capacity = capacity;
        this.hasShuffleService = hasShuffleService;
        this.slowness = slowness;
    }

    int room() {
        return isUp && !isLeaving ? capacity - used : 0;
    }
}
