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
        MemoryReservation reservation = new MemoryReservation(this, consumer);
        synchronized (arbiter) {
            reservations.add(reservation);
        }
        return reservation;
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
