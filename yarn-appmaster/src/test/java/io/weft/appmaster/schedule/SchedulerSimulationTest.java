package io.weft.appmaster.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.error.ErrorCode;
import io.weft.protocol.JobState;
import io.weft.stage.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulerSimulationTest {
    /** A seed that fails is in the test's name; give it here alone to see it fail again. */
    static LongStream seeds() {
        return LongStream.range(0, 250);
    }

    static LongStream fewSeeds() {
        return LongStream.range(1_000, 1_050);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void bringsAJobToItsEndWhateverHappens(long seed) {
        Simulation simulation = Simulation.random(seed);

        assertThat(simulation.run()).as("%s", simulation.failure()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    @Tag("full")
    void bringsTenThousandJobsToTheirEnds() {
        for (long seed = 10_000; seed < 20_000; seed++) {
            try {
                Simulation simulation = Simulation.random(seed);
                JobState end = simulation.run();
                assertThat(end).as("%s", simulation.failure()).isEqualTo(JobState.SUCCEEDED);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("fewSeeds")
    void bringsAJoinToItsEndWhateverHappens(long seed) {
        assertThat(Simulation.joining(seed).run()).isEqualTo(JobState.SUCCEEDED);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("fewSeeds")
    void failsOnceAndCleansUpWhenATaskCannotSucceed(long seed) {
        ErrorCode code = seed % 2 == 0 ? ErrorCode.FUNCTION_FAILED : ErrorCode.IO_FAILED;
        Simulation simulation = Simulation.random(seed).poison(TestJobs.FIRST.task(0), code);

        JobState end = simulation.run();

        boolean hasTasks = !simulation.facts().stages().get(0).tasks().isEmpty();
        assertThat(end).isEqualTo(hasTasks ? JobState.FAILED : JobState.SUCCEEDED);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("fewSeeds")
    void endsWhenItIsKilled(long seed) {
        JobState end = Simulation.random(seed)
                .killAfter(new Random(seed).nextInt(8_000))
                .run();

        assertThat(end).isIn(JobState.KILLED, JobState.SUCCEEDED);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("fewSeeds")
    void failsWithItsCommit(long seed) {
        assertThat(Simulation.random(seed).failCommit().run()).isEqualTo(JobState.FAILED);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("fewSeeds")
    void readsEverythingOnItsOwnHostWhereEachHostHasRoom(long seed) {
        Random random = new Random(seed);
        List<SimulatedHost> hosts = new ArrayList<>();
        for (int host = 0; host < 3 + random.nextInt(5); host++) {
            hosts.add(new SimulatedHost("host" + host, "/rack" + host % 2, 30, true, 1));
        }
        List<Split> splits = new ArrayList<>();
        for (int split = 0; split < 30; split++) {
            splits.add(TestJobs.split(hosts.get(random.nextInt(hosts.size())).name));
        }
        SchedulerSettings settings = new SchedulerSettings(0, 1, 3_000, 4, 10_000, 30_000, 1 << 20);
        Simulation simulation =
                new Simulation(random, settings, hosts, TestJobs.scanning(splits), Trouble.none(random));

        assertThat(simulation.run()).isEqualTo(JobState.SUCCEEDED);

        assertThat(simulation.facts().stages().get(0).tasks())
                .hasSize(30)
                .allSatisfy(task -> assertThat(task.attempts())
                        .singleElement()
                        .extracting(attempt -> attempt.start().locality())
                        .isEqualTo(Locality.SAME_HOST));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void readsMostOnItsOwnHostWhereTheQueueGivesFewContainers(long seed) {
        Random random = new Random(seed);
        List<SimulatedHost> hosts = new ArrayList<>();
        for (int host = 0; host < 100; host++) {
            hosts.add(new SimulatedHost("host" + host, "/rack" + host % 4, 2, true, 1));
        }
        Replicas replicas = Replicas.random(random, 300, 3, 100);
        List<Split> splits = replicas.tasks.stream()
                .map(task -> TestJobs.split(task.inputHosts().toArray(String[]::new)))
                .toList();
        SchedulerSettings settings = new SchedulerSettings(0, 1, 3_000, 4, 10_000, 30_000, 1 << 20);
        Simulation simulation =
                new Simulation(random, settings, hosts, TestJobs.scanning(splits), Trouble.none(random)).limitQueue(30);

        assertThat(simulation.run()).isEqualTo(JobState.SUCCEEDED);

        long local = simulation.facts().stages().get(0).tasks().stream()
                .filter(task -> task.attempts().get(0).start().locality() == Locality.SAME_HOST)
                .count();
        // Three points below the bound of the best greedy choice.
        assertThat(local).isGreaterThanOrEqualTo(replicas.greedyCover(30) - 9);
    }
}
