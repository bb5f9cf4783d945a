package io.weft.appmaster.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ScaleSimulationTest {
    @Test
    void schedulesManyTasksOnManyHostsBesideTheirData() {
        ScaleSimulation.Outcome outcome = new ScaleSimulation(500, 5_000).run();
        System.out.println("500 hosts, 5,000 tasks: " + outcome);
        assertThat(outcome.local()).isGreaterThan(0.98);
    }

    @Test
    @Tag("full")
    void schedulesAHundredThousandTasksOnTenThousandHostsInTenSeconds() {
        new ScaleSimulation(1_000, 10_000).run();
        ScaleSimulation.Outcome outcome = new ScaleSimulation(10_000, 100_000).run();
        System.out.println("10,000 hosts, 100,000 tasks: " + outcome);
        assertThat(outcome.seconds()).isLessThan(10);
        assertThat(outcome.local()).isGreaterThan(0.98);
    }
}
