package io.weft.appmaster.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostCoverTest {
    private static List<String> choose(Replicas replicas, long share, int containers, int roomOnEach) {
        ReplicaMap map = replicas.map();
        int[] rooms = new int[map.hosts()];
        Arrays.fill(rooms, roomOnEach);
        return Arrays.stream(new HostCover(map, share).choose(containers, rooms, 0))
                .mapToObj(map::host)
                .toList();
    }

    @Test
    void choosesTheHostsThatServeTheMostBytes() {
        Replicas replicas = new Replicas();
        replicas.add(100, List.of("few", "some"));
        replicas.add(100, List.of("some"));
        replicas.add(500, List.of("much"));

        assertThat(choose(replicas, 1_000, 2, 1)).containsExactly("much", "some");
        assertThat(choose(replicas, 1_000, 5, 1)).as("more would serve nothing").containsExactly("much", "some");
    }

    @Test
    void choosesAHostAgainWhereOneContainerCannotServeAll() {
        Replicas replicas = new Replicas();
        for (int task = 0; task < 4; task++) {
            replicas.add(100, List.of("a"));
        }
        replicas.add(100, List.of("b"));

        assertThat(choose(replicas, 200, 9, 4)).containsExactly("a", "a", "b");
        assertThat(choose(replicas, 200, 9, 1)).as("room for one each").containsExactly("a", "b");
    }

    @Test
    void addsTheLargestHostsWhereMoreContainersAreWanted() {
        Replicas replicas = new Replicas();
        replicas.add(100, List.of("a", "b"));
        replicas.add(100, List.of("a", "c"));
        replicas.add(100, List.of("a", "c"));
        ReplicaMap map = replicas.map();

        assertThat(new HostCover(map, 300).choose(3, new int[] {1, 1, 1}, 2)).containsExactly(0, 2);
    }

    @Test
    void countsWhatContainersServeThatAreThere() {
        Replicas replicas = new Replicas();
        replicas.add(100, List.of("a", "b"));
        replicas.add(100, List.of("a", "b"));
        replicas.add(100, List.of("b", "c"));
        ReplicaMap map = replicas.map();
        HostCover cover = new HostCover(map, 1_000);
        cover.serve(0);

        assertThat(map.host(cover.choose(1, new int[] {0, 0, 1}, 0)[0])).isEqualTo("c");
        assertThat(cover.served()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void isAsGoodAsAPlainGreedyCover(long seed) {
        Random random = new Random(seed);
        Replicas replicas = Replicas.random(random, 50 + random.nextInt(300), 3, 40);
        ReplicaMap map = replicas.map();
        int[] rooms = new int[map.hosts()];
        Arrays.fill(rooms, 1);
        HostCover cover = new HostCover(map, Long.MAX_VALUE / 2);
        cover.choose(12, rooms, 0);

        assertThat(cover.served()).as("seed %d", seed).isEqualTo(replicas.greedyCover(12));
    }
}
