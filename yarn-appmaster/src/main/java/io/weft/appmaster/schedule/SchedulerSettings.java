package io.weft.appmaster.schedule;

/**
 * What the scheduler may be told from outside.
 *
 * @param maxSlots the slots of all runners together, at most; 0 for as many as the job can use
 * @param slotsPerRunner attempts that a runner runs at the same time; never more than {@code maxSlots}
 * @param localityWaitMillis how long a task waits for a slot on a host of its data
 * @param maxAttempts tries at one task that count before the job fails
 * @param silenceMillis without a word from a runner, after which it is lost
 * @param startMillis from a container's grant to its runner's first word, at most
 * @param shuffleTaskBytes of one task behind an exchange, about
 */
public record SchedulerSettings(
        int maxSlots,
        int slotsPerRunner,
        long localityWaitMillis,
        int maxAttempts,
        long silenceMillis,
        long startMillis,
        long shuffleTaskBytes) {
    public SchedulerSettings {
        if (maxSlots < 0
                || slotsPerRunner < 1
                || localityWaitMillis < 0
                || maxAttempts < 1
                || silenceMillis < 1
                || startMillis < 1
                || shuffleTaskBytes < 1) {
            throw new IllegalArgumentException("Invalid settings of the scheduler: maxSlots %d, slotsPerRunner %d,"
                            .formatted(maxSlots, slotsPerRunner)
                    + " localityWaitMillis %d, maxAttempts %d, silenceMillis %d, startMillis %d, shuffleTaskBytes %d"
                            .formatted(localityWaitMillis, maxAttempts, silenceMillis, startMillis, shuffleTaskBytes));
        }
        maxSlots = maxSlots == 0 ? Integer.MAX_VALUE : maxSlots;
        slotsPerRunner = Math.min(slotsPerRunner, maxSlots);
    }

    /** How many runners there may be at the same time. */
    int maxRunners() {
        return maxSlots / slotsPerRunner;
    }
}
