package io.weft.runner.memory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The memory of one attempt, divided among those in its pipeline who keep rows or buffers. Opened by {@link MemoryArbiter#open}, closed by
 * whoever opened it, after everything in the pipeline has been closed.
 */
public final class TaskMemory implements AutoCloseable {
    private final MemoryArbiter arbiter;
    private final String name;
    private final List<MemoryReservation> reservations = new ArrayList<>();

    /** Guarded by the arbiter, as is the peak. */
    private long held;

    private long peak;

    TaskMemory(MemoryArbiter arbiter, String name) {
        this.arbiter = arbiter;
        this.name = name;
    }

    /** A reservation of nothing yet, under the name of its consumer. */
    public MemoryReservation reserve(String consumer) {
        return add(new MemoryReservation(this, consumer, false));
    }

    /**
     * A reservation for one who takes as much as there is and spills when refused. Several of them in a pipeline divide the attempt's memory
     * evenly, whoever asks first, so that the last to be asked for rows does not find it all taken. All are made before any of them grows.
     */
    public MemoryReservation reserveShare(String consumer) {
        return add(new MemoryReservation(this, consumer, true));
    }

    private MemoryReservation add(MemoryReservation reservation) {
        synchronized (arbiter) {
            reservations.add(reservation);
        }
        return reservation;
    }

    /** The number of reservations among which the memory is divided, at least 1. */
    public int shares() {
        synchronized (arbiter) {
            return Math.max(1, (int)
                    reservations.stream().filter(MemoryReservation::shares).count());
        }
    }

    /** The most that one of those may hold now among whom the memory is divided. */
    long share() {
        long others = 0;
        for (MemoryReservation reservation : reservations) {
            others += reservation.shares() ? 0 : reservation.bytes();
        }
        return (arbiter.limit(this) - others) / shares();
    }

    public String name() {
        return name;
    }

    /** Bytes that the attempt holds now. */
    public long reserved() {
        synchronized (arbiter) {
            return held;
        }
    }

    /** The most bytes that the attempt has held. */
    public long peak() {
        synchronized (arbiter) {
            return peak;
        }
    }

    /** The most bytes that the attempt could hold now, if no other asked for more. It may shrink, but not below the sure share. */
    public long limit() {
        return arbiter.limit(this);
    }

    /** What each consumer still holds; nothing once a pipeline is closed, or somebody forgot. */
    public Map<String, Long> unreleased() {
        Map<String, Long> unreleased = new LinkedHashMap<>();
        synchronized (arbiter) {
            for (MemoryReservation reservation : reservations) {
                if (reservation.bytes() > 0) {
                    unreleased.merge(reservation.consumer(), reservation.bytes(), Long::sum);
                }
            }
        }
        return unreleased;
    }

    /** Gives everything back, whoever still holds it. */
    @Override
    public void close() {
        arbiter.close(this);
    }

    MemoryArbiter arbiter() {
        return arbiter;
    }

    long held() {
        return held;
    }

    void hold(long bytes) {
        held = bytes;
        peak = Math.max(peak, bytes);
    }

    void forget(MemoryReservation reservation) {
        reservations.remove(reservation);
    }
}
