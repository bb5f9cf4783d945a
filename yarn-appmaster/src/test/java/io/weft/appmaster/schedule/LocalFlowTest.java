package io.weft.appmaster.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalFlowTest {
    @Test
    void movesTasksSoThatAllFindAHost() {
        // Each task fits on the hosts of its own and of the next number: one more on the first host moves all others.
        Replicas chain = new Replicas();
        for (int task = 0; task < 200; task++) {
            chain.add(100, List.of("h" + task, "h" + (task + 1)));
        }
        chain.add(100, List.of("h0"));
        ReplicaMap map = chain.map();
        long[] capacity = new long[map.hosts()];
        Arrays.fill(capacity, 100);

        assertThat(LocalFlow.assign(map, capacity))
                .doesNotContain(LocalFlow.NOWHERE)
                .doesNotHaveDuplicates();
    }

    @Test
    void leavesTasksWithoutAHostRatherThanOverloadOne() {
        Replicas replicas = new Replicas();
        for (int task = 0; task < 5; task++) {
            replicas.add(100, List.of("a"));
        }
        assertThat(LocalFlow.assign(replicas.map(), new long[] {300})).containsExactly(0, 0, 0, -1, -1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void findsTheMaximum(long seed) {
        Random random = new Random(seed);
        Replicas replicas = Replicas.random(random, 20 + random.nextInt(200), 1 + random.nextInt(3), 30);
        ReplicaMap map = replicas.map();
        long[] capacity = new long[map.hosts()];
        Map<String, Integer> tasks = new HashMap<>();
        for (int host = 0; host < capacity.length; host++) {
            int most = random.nextInt(8);
            capacity[host] = most * 100L;
            tasks.put(map.host(host), most);
        }

        int[] hostOf = LocalFlow.assign(map, capacity);

        assertThat(Arrays.stream(hostOf).filter(host -> host >= 0).count())
                .as("seed %d", seed)
                .isEqualTo(replicas.maximumFlow(tasks));
        int[] load = new int[capacity.length];
        for (int task = 0; task < hostOf.length; task++) {
            if (hostOf[task] >= 0) {
                load[hostOf[task]]++;
                assertThat(replicas.tasks.get(task).inputHosts()).contains(map.host(hostOf[task]));
            }
        }
        for (int host = 0; host < load.length; host++) {
            assertThat(load[host] * 100L).isLessThanOrEqualTo(capacity[host]);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void balancesBytes(long seed) {
        Random random = new Random(seed);
        Replicas replicas = new Replicas();
        long all = 0;
        for (int task = 0; task < 2_000; task++) {
            long bytes = 1L + random.nextInt(128);
            all += bytes;
            int host = random.nextInt(50);
            replicas.add(bytes, List.of("h" + host, "h" + (host + 17) % 50, "h" + (host + 30) % 50));
        }
        ReplicaMap map = replicas.map();
        long[] capacity = new long[map.hosts()];
        Arrays.fill(capacity, all / 50);

        int[] hostOf = LocalFlow.assign(map, capacity);

        assertThat(hostOf).as("seed %d", seed).doesNotContain(LocalFlow.NOWHERE);
        long[] load = new long[map.hosts()];
        for (int task = 0; task < hostOf.length; task++) {
            load[hostOf[task]] += map.bytes(task);
        }
        assertThat(Arrays.stream(load).max().orElseThrow()).isLessThanOrEqualTo(all / 50 + 128);
    }
}
