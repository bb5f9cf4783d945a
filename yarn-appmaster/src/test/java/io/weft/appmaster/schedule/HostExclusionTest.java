package io.weft.appmaster.schedule;

import static io.weft.appmaster.schedule.TestJobs.FIRST;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HostExclusionTest {
    private final HostExclusion exclusion = new HostExclusion();

    private void fail(String host, int hosts, int... tasks) {
        for (int task : tasks) {
            exclusion.attemptFailed(FIRST.task(task), host, hosts);
        }
    }

    @Test
    void excludesAHostWhereSeveralTasksHaveFailed() {
        fail("a", 9, 1, 2);
        assertThat(exclusion.isExcluded("a")).isFalse();

        fail("a", 9, 3);

        assertThat(exclusion.isExcluded("a")).isTrue();
        assertThat(exclusion.newlyExcluded()).containsExactly("a");
        assertThat(exclusion.newlyExcluded()).isEmpty();
    }

    @Test
    void doesNotBlameTheHostForOneTaskThatFailsAgainAndAgain() {
        fail("a", 9, 1, 1, 1, 1);

        assertThat(exclusion.isExcluded("a")).isFalse();
    }

    @Test
    void forgivesWhenSomethingSucceedsThere() {
        fail("a", 9, 1, 2);
        exclusion.succeeded("a");
        fail("a", 9, 3, 4);

        assertThat(exclusion.isExcluded("a")).isFalse();
    }

    @Test
    void countsContainersThatFail() {
        exclusion.containerFailed("c1", "a", 3);
        exclusion.containerFailed("c2", "a", 3);
        exclusion.containerFailed("c3", "a", 3);

        assertThat(exclusion.isExcluded("a")).isTrue();
    }

    @Test
    void neverExcludesMoreThanAThird() {
        fail("a", 8, 1, 2, 3);
        fail("b", 8, 1, 2, 3);
        fail("c", 8, 1, 2, 3);

        assertThat(exclusion.newlyExcluded()).containsExactly("a", "b");
        assertThat(exclusion.readmit(8)).isEmpty();
        assertThat(exclusion.readmit(5)).containsExactly("a");
        assertThat(exclusion.isExcluded("a")).isFalse();
        assertThat(exclusion.isExcluded("b")).isTrue();
    }

    @Test
    void excludesNothingWhereTheHostsAreNotKnown() {
        fail("a", 0, 1, 2, 3);

        assertThat(exclusion.isExcluded("a")).isFalse();
    }
}
