package io.weft.runner.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupRunsTest {
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 64})
    void putsRowsOfAGroupSideBySideInTheirOrder(int groupCount) {
        Random random = new Random(groupCount);
        int rows = 3 * groupCount + random.nextInt(1000);
        int[] groups = random.ints(rows, 0, groupCount).toArray();
        int[] positions = IntStream.range(0, rows).map(row -> 2 * row + 1).toArray();
        GroupRuns runs = new GroupRuns();

        // What an earlier batch has left must not show.
        runs.arrange(groups, positions, rows, groupCount);
        runs.arrange(groups, positions, rows, groupCount);

        int[] order = IntStream.range(0, rows)
                .boxed()
                .sorted(Comparator.comparingInt(row -> groups[row]))
                .mapToInt(row -> row)
                .toArray();
        assertThat(Arrays.copyOf(runs.groups(), rows))
                .isEqualTo(Arrays.stream(order).map(row -> groups[row]).toArray());
        assertThat(Arrays.copyOf(runs.positions(), rows))
                .isEqualTo(Arrays.stream(order).map(row -> positions[row]).toArray());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 65})
    void leavesOneGroupAndManyAsTheyAre(int groupCount) {
        assertThat(GroupRuns.areWorthwhile(groupCount, 4096)).isFalse();
    }
}
