package io.weft.appmaster.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much of a job runs beside its data, and how long it takes to find that out. */
class PlacementPlanTest {
    private static List<String> wanted(PlacementPlan plan) {
        List<String> hosts = new ArrayList<>();
        for (String host = plan.nextWanted(); host != null; host = plan.nextWanted()) {
            hosts.add(host);
        }
        return hosts;
    }

    /** The tasks for a host, in their order. */
    private static List<TaskRun> tasksFor(String host, PlacementPlan plan) {
        List<TaskRun> tasks = new ArrayList<>();
        for (TaskRun task = plan.next(host, any -> true); task != null; task = plan.next(host, any -> true)) {
            tasks.add(task);
        }
        return tasks;
    }

    private static int local(Replicas replicas, PlacementPlan plan) {
        return replicas.hosts.stream()
                .mapToInt(host -> tasksFor(host, plan).size())
                .sum();
    }

    @ParameterizedTest
    @CsvSource({"36, 12", "300, 100", "1000, 100", "30000, 100"})
    void isAllLocalWhereEveryHostHasRoom(int splits, int hosts) {
        Replicas replicas = Replicas.random(new Random(splits), splits, 3, hosts);
        PlacementPlan plan = PlacementPlan.of(replicas.tasks, Replicas.room(1, hosts));

        assertThat(local(replicas, plan)).isEqualTo(splits);
        assertThat(plan.hasUnplaced()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"300, 10, 0.85", "300, 30, 0.85", "1000, 30, 0.70", "3000, 30, 0.65", "10000, 30, 0.60"})
    void comesNearTheMaximumFlowOnAGreedyCover(int splits, int containers, double least) {
        Replicas replicas = Replicas.random(new Random(splits + containers), splits, 3, 100);
        PlacementPlan plan = PlacementPlan.of(replicas.tasks, Replicas.room(1, containers));
        List<String> chosen = wanted(plan);

        Map<String, Integer> capacity = new HashMap<>();
        chosen.forEach(host -> capacity.put(host, splits));
        double covered = (double) replicas.maximumFlow(capacity) / splits;
        double greedy = (double) replicas.greedyCover(containers) / splits;
        int share = (splits + containers - 1) / containers;
        chosen.forEach(host -> capacity.put(host, share));
        double flow = (double) replicas.maximumFlow(capacity) / splits;
        double local = (double) local(replicas, plan) / splits;

        System.out.printf(
                "%,d splits on %d of 100 hosts: %.1f %% local; bounds: balanced flow %.1f %%, its cover %.1f %%, greedy's %.1f %%%n",
                splits, containers, 100 * local, 100 * flow, 100 * covered, 100 * greedy);
        assertThat(chosen).hasSize(containers).doesNotHaveDuplicates();
        assertThat(covered).isGreaterThanOrEqualTo(greedy - 0.02);
        assertThat(local).isGreaterThanOrEqualTo(flow - 0.02);
        if (containers == 30) {
            assertThat(local).isGreaterThanOrEqualTo(least);
        }
    }

    @Test
    void keepsBytesBalancedAmongTheHosts() {
        Replicas replicas = new Replicas();
        Random random = new Random(7);
        long all = 0;
        for (int task = 0; task < 1_000; task++) {
            long bytes = 1L + random.nextInt(128);
            all += bytes;
            replicas.add(bytes, List.of("h" + random.nextInt(10), "h" + (10 + random.nextInt(10))));
        }
        PlacementPlan plan = PlacementPlan.of(replicas.tasks, Replicas.room(1, 20));

        assertThat(plan.hasUnplaced()).isFalse();
        for (String host : new HashSet<>(wanted(plan))) {
            long bytes = tasksFor(host, plan).stream()
                    .mapToLong(task -> task.inputBytes().orElseThrow())
                    .sum();
            assertThat(bytes).as(host).isLessThanOrEqualTo(all / 20 + all / 200 + 128);
        }
    }

    @Test
    void wantsNoHostWithoutRoomAndLeavesItsTasksToOthers() {
        Replicas replicas = new Replicas();
        replicas.add(100, List.of("full"));
        replicas.add(100, List.of("roomy"));
        PlacementPlan.Supply room = new PlacementPlan.Supply() {
            @Override
            public int containers(String host) {
                return 0;
            }

            @Override
            public int room(String host) {
                return host.equals("roomy") ? 4 : 0;
            }

            @Override
            public int total() {
                return 2;
            }

            @Override
            public int toAsk() {
                return 2;
            }
        };

        PlacementPlan plan = PlacementPlan.of(replicas.tasks, room);

        assertThat(wanted(plan)).containsExactly("roomy");
        assertThat(plan.spare()).isEqualTo(1);
        assertThat(plan.isUnplaced(replicas.tasks.get(0))).isTrue();
        assertThat(plan.preferredElsewhere(8)).containsExactly("full");
    }

    @Test
    void plansAHundredThousandSplitsInLessThanTwoSeconds() {
        millisToPlan(10_000);
        assertThat(millisToPlan(100_000)).isLessThan(2_000);
    }

    @Test
    @Tag("full")
    void takesTimeInProportionToTheSplits() {
        millisToPlan(100_000);
        double few = millisToPlan(100_000);
        double many = millisToPlan(1_000_000);
        System.out.printf("plans 100,000 splits in %.0f ms and 1,000,000 in %.0f ms%n", few, many);
        assertThat(many).isLessThan(25 * Math.max(few, 50));
    }

    private static double millisToPlan(int splits) {
        Replicas replicas = Replicas.random(new Random(1), splits, 3, 1_000);
        long start = System.nanoTime();
        PlacementPlan plan = PlacementPlan.of(replicas.tasks, Replicas.room(4, 1_000));
        double millis = (System.nanoTime() - start) / 1e6;
        System.out.printf("planned %,d splits on 1,000 hosts in %.0f ms%n", splits, millis);
        assertThat(plan.wanted()).isPositive();
        return millis;
    }
}
