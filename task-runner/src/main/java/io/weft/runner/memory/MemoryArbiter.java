package io.weft.runner.memory;

import java.util.HashSet;
import java.util.Set;

/**
 * Divides a runner's memory among the attempts in its slots. Safe for use by several threads; nobody ever waits.
 *
 * <p>With k slots, every slot is sure of 1/2k of the budget, whether it is in use or not. The other half is there for whoever
 * asks first, up to the budget divided by the number of attempts that run now. So an attempt in a full runner has
 * between 1/2k and 1/k, one that is alone has more than half of the budget, and one that comes later finds its sure part free and need not wait
 * for another's memory, which might wait for its own. Who is refused spills what it holds itself.
 */
public final class MemoryArbiter {
    private final long budget;
    private final int slots;
    private final long sure;
    private final Set<TaskMemory> tasks = new HashSet<>();

    /** What attempts hold beyond their sure parts; never more than {@code budget - slots * sure}. */
    private long common;

    private long reserved;
    private long peak;

    /** An arbiter over so many bytes. */
    public MemoryArbiter(long budget, int slots) {
        if (slots < 1 || budget < slots) {
            throw new IllegalArgumentException("%d bytes for %d slots".formatted(budget, slots));
        }
        this.budget = budget;
        this.slots = slots;
        this.sure = budget / (2L * slots);
    }

    /**
     * Memory for an attempt that starts now. Whoever opens it closes it.
     *
     * @param name what errors call it, an attempt's id
     */
    public synchronized TaskMemory open(String name) {
        if (tasks.size() == slots) {
            throw new IllegalStateException("Cannot open memory for %s: all %d slots are taken".formatted(name, slots));
        }
        TaskMemory task = new TaskMemory(this, name);
        tasks.add(task);
        return task;
    }

    public long budget() {
        return budget;
    }

    /** What every slot is sure of, in bytes. */
    public long sureShare() {
        return sure;
    }

    /** Bytes held now by all attempts. */
    public synchronized long reserved() {
        return reserved;
    }

    /** The most bytes that all attempts have ever held together. */
    public synchronized long peak() {
        return peak;
    }

    /** The most that an attempt could hold now, if nobody else asked. */
    synchronized long limit(TaskMemory task) {
        long free = budget - slots * sure - common;
        return Math.min(Math.max(sure, budget / Math.max(1, tasks.size())), Math.max(sure, task.held()) + free);
    }

    synchronized boolean tryGrow(TaskMemory task, long bytes) {
        if (!tasks.contains(task)) {
            throw new IllegalStateException("The memory of %s is closed".formatted(task.name()));
        }
        if (bytes < 0) {
            throw new IllegalArgumentException("Growing by %d bytes".formatted(bytes));
        }
        if (bytes > limit(task) - task.held()) {
            return false;
        }
        change(task, bytes);
        return true;
    }

    synchronized void release(TaskMemory task, long bytes) {
        if (bytes < 0 || bytes > task.held()) {
            throw new IllegalStateException(
                    "Cannot release %d bytes: %s holds %d".formatted(bytes, task.name(), task.held()));
        }
        change(task, -bytes);
    }

    synchronized void close(TaskMemory task) {
        if (tasks.contains(task)) {
            change(task, -task.held());
            tasks.remove(task);
        }
    }

    private void change(TaskMemory task, long bytes) {
        common -= Math.max(0, task.held() - sure);
        task.hold(task.held() + bytes);
        common += Math.max(0, task.held() - sure);
        reserved += bytes;
        peak = Math.max(peak, reserved);
    }
}
