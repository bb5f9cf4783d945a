package io.weft.appmaster.schedule;

import io.weft.error.ErrorCode;
import io.weft.protocol.JobState;
import java.util.function.LongFunction;

/**
 * Runs the simulation of a seed in the ways that the tests do; gives what is wrong, or an empty text. It speaks in types of the JDK alone, so
 * that it can be loaded once more beside a scheduler with a bug.
 */
public final class SeedCheck implements LongFunction<String> {
    @Override
    public String apply(long seed) {
        try {
            check(seed);
            return "";
        } catch (AssertionError | RuntimeException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static void check(long seed) {
        expect(JobState.SUCCEEDED, Simulation.random(seed).run());
        if (seed % 3 == 0) {
            Simulation poisoned = Simulation.random(seed).poison(TestJobs.FIRST.task(0), ErrorCode.FUNCTION_FAILED);
            JobState end = poisoned.run();
            expect(poisoned.facts().stages().get(0).tasks().isEmpty() ? JobState.SUCCEEDED : JobState.FAILED, end);
        }
        if (seed % 3 == 1) {
            JobState end = Simulation.random(seed).killAfter(seed * 37 % 8_000).run();
            if (end != JobState.KILLED && end != JobState.SUCCEEDED) {
                throw new AssertionError("The job was killed, and is " + end);
            }
        }
    }

    private static void expect(JobState expected, JobState actual) {
        if (expected != actual) {
            throw new AssertionError("The job should be %s and is %s".formatted(expected, actual));
        }
    }
}
