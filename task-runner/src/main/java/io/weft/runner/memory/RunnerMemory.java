package io.weft.runner.memory;

import io.weft.protocol.Counters;
import io.weft.protocol.Peak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The memory of a runner.
 *
 * @param arbiter divides what attempts may hold
 * @param containerBytes that YARN has granted to the runner's process; 0 where the runner has no container of its own
 */
public record RunnerMemory(MemoryArbiter arbiter, long containerBytes) {
    /** The share of the heap that attempts may hold; the rest is for what is not booked. */
    private static final double BUDGET_SHARE = 0.6;

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String HIGH_WATER = "VmHWM:";

    /** That of a runner for which a process was started. */
    public static RunnerMemory ofContainer(long bytes, int slots) {
        return new RunnerMemory(ofHeap(slots), bytes);
    }

    /** That of a runner which shares its process with others. */
    public static RunnerMemory shared(int slots) {
        return new RunnerMemory(ofHeap(slots), 0);
    }

    private static MemoryArbiter ofHeap(int slots) {
        return new MemoryArbiter((long) (Runtime.getRuntime().maxMemory() * BUDGET_SHARE), slots);
    }

    /** Tells how much was used so far, of a container as far as the system says so. */
    public void addPeaks(Counters counters) {
        counters.reach(Peak.RESERVED, arbiter.peak());
        counters.reach(Peak.BUDGET, arbiter.budget());
        if (containerBytes > 0) {
            counters.reach(Peak.RESIDENT, residentBytes());
            counters.reach(Peak.CONTAINER, containerBytes);
        }
    }

    /** The most memory that this process ever had resident, from proc(5); 0 on other systems than Linux. */
    private static long residentBytes() {
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith(HIGH_WATER)) {
                    String[] words = line.substring(HIGH_WATER.length()).trim().split(" ", -1);
                    return Long.parseLong(words[0]) << 10;
                }
            }
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
        return 0;
    }
}
