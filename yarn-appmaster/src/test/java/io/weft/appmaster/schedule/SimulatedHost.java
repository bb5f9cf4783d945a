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

    SimulatedHost(String name, String rack, int capacity, boolean hasShuffleService, int slowness) {
        this.name = name;
        this.rack = rack;
        this.capacity = capacity;
        this.hasShuffleService = hasShuffleService;
        this.slowness = slowness;
    }

    int room() {
        return isUp ? capacity - used : 0;
    }
}
