package io.weft.appmaster.schedule;

import io.weft.stage.TaskId;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * What goes wrong in a simulation. Each kind has a budget, so that a job that may succeed must: no task fails as often as is
 * allowed, and not too many containers are lost.
 */
final class Trouble {
    private final Random random;
    private final int triesToSpoil;
    private final Map<TaskId, Integer> spoiled = new HashMap<>();
    private int losses;
    private int preemptions;
    private int hostLosses;
    private int setbacks;

    Trouble(Random random, int maxAttempts) {
        this.random = random;
        this.triesToSpoil = maxAttempts - 1;
        this.losses = random.nextInt(10);
        this.preemptions = random.nextInt(20);
        this.hostLosses = random.nextInt(3);
        this.setbacks = random.nextInt(12);
    }

    private Trouble(Random random) {
        this.random = random;
        this.triesToSpoil = 0;
    }

    /** Nothing goes wrong. */
    static Trouble none(Random random) {
        return new Trouble(random);
    }

    boolean isCalm() {
        return triesToSpoil == 0;
    }

    boolean chance(double probability) {
        return !isCalm() && random.nextDouble() < probability;
    }

    /** Whether an attempt of this task may fail once more in a way that counts. */
    boolean maySpoil(TaskId task) {
        return spoiled.getOrDefault(task, 0) < triesToSpoil;
    }

    void spoil(TaskId task) {
        spoiled.merge(task, 1, Integer::sum);
    }

    boolean spendLoss() {
        return losses > 0 && losses-- > 0;
    }

    boolean spendPreemption() {
        return preemptions > 0 && preemptions-- > 0;
    }

    boolean spendHostLoss() {
        return hostLosses > 0 && hostLosses-- > 0;
    }

    boolean spendSetback() {
        return setbacks > 0 && setbacks-- > 0;
    }
}
