package io.weft.runner.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.error.WeftException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryArbiterTest {
    private final MemoryArbiter arbiter = new MemoryArbiter(800, 4);

    @Test
    void givesEachTaskOfAFullRunnerItsEqualShare() {
        List<MemoryReservation> reservations = new ArrayList<>();
        for (int slot = 0; slot < 4; slot++) {
            reservations.add(arbiter.open("task " + slot).reserve("table"));
        }
        for (MemoryReservation reservation : reservations) {
            assertThat(reservation.tryGrow(200)).isTrue();
            assertThat(reservation.tryGrow(1)).isFalse();
        }
        assertThat(arbiter.reserved()).isEqualTo(800);
    }

    @Test
    void givesATaskThatIsAloneWhatNoOtherSlotIsSureOf() {
        MemoryReservation table = arbiter.open("alone").reserve("table");

        assertThat(table.tryGrow(501)).isFalse();
        assertThat(table.tryGrow(500)).isTrue();
        assertThat(table.tryGrow(1)).isFalse();
    }

    @Test
    void neverMakesALaterTaskWaitForItsSureShare() {
        arbiter.open("greedy").reserve("table").grow(500);
        for (int slot = 1; slot < 4; slot++) {
            MemoryReservation later = arbiter.open("later " + slot).reserve("table");
            assertThat(later.tryGrow(100)).isTrue();
            assertThat(later.tryGrow(1)).isFalse();
        }
        assertThat(arbiter.reserved()).isEqualTo(800);
    }

    @Test
    void letsOthersHaveWhatIsReleased() {
        MemoryReservation greedy = arbiter.open("greedy").reserve("table");
        greedy.grow(500);
        MemoryReservation later = arbiter.open("later").reserve("table");
        assertThat(later.tryGrow(101)).isFalse();
        greedy.release(100);

        assertThat(later.tryGrow(200)).isTrue();
        assertThat(greedy.tryGrow(1)).isFalse();
    }

    @Test
    void sharesATasksMemoryAmongItsConsumers() {
        TaskMemory task = arbiter.open("task");
        MemoryReservation table = task.reserve("table");
        MemoryReservation buffer = task.reserve("buffer");
        table.grow(300);
        assertThat(buffer.tryResize(201)).isFalse();
        assertThat(buffer.tryResize(200)).isTrue();
        table.close();

        assertThat(buffer.tryResize(450)).isTrue();
        assertThat(buffer.tryResize(5)).isTrue();
        assertThat(task.reserved()).isEqualTo(5);
        assertThat(task.peak()).isEqualTo(500);
        assertThat(task.unreleased()).containsOnlyKeys("buffer").containsValue(5L);
    }

    @Test
    void takesEverythingBackWhenATaskIsClosed() {
        TaskMemory task = arbiter.open("task");
        MemoryReservation forgotten = task.reserve("forgotten");
        forgotten.grow(500);
        task.close();

        assertThat(arbiter.reserved()).isZero();
        assertThat(arbiter.peak()).isEqualTo(500);
        forgotten.close();
        assertThat(arbiter.reserved()).isZero();
        assertThat(arbiter.open("next").reserve("table").tryGrow(500)).isTrue();
    }

    @Test
    void saysWhoCannotHaveWhat() {
        MemoryReservation table = arbiter.open("job_1/s0/t3/a0").reserve("aggregation");
        table.grow(400);

        assertThatThrownBy(() -> table.grow(200))
                .isInstanceOf(WeftException.class)
                .hasMessage(
                        "[job_1/s0/t3/a0] Cannot reserve 200 bytes for aggregation: the task holds 400 of at most 500"
                                + " (give containers more memory or fewer slots)");
    }

    @Test
    void refusesMistakes() {
        TaskMemory task = arbiter.open("task");
        MemoryReservation table = task.reserve("table");
        table.grow(10);

        assertThatThrownBy(() -> table.release(11)).hasMessage("Cannot release 11 bytes: table holds 10");
        assertThatThrownBy(() -> table.tryGrow(-1)).hasMessage("Growing by -1 bytes");
        table.close();
        assertThatThrownBy(() -> table.tryGrow(1)).hasMessage("The reservation of table is closed");
        MemoryReservation late = task.reserve("late");
        task.close();
        assertThatThrownBy(() -> late.tryGrow(1)).hasMessage("The memory of task is closed");
        for (int slot = 0; slot < 4; slot++) {
            arbiter.open("task");
        }
        assertThatThrownBy(() -> arbiter.open("fifth"))
                .hasMessage("Cannot open memory for fifth: all 4 slots are taken");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void keepsTheBudgetWhateverTheThreadsDo(long seed) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> done = new ArrayList<>();
        for (int slot = 0; slot < 4; slot++) {
            Random random = new Random(seed * 10 + slot);
            done.add(threads.submit(() -> runTasks(random)));
        }
        for (Future<?> task : done) {
            task.get();
        }
        threads.shutdown();

        assertThat(arbiter.peak()).isBetween(1L, 800L);
        assertThat(arbiter.reserved()).isZero();
    }

    private void runTasks(Random random) {
        for (int round = 0; round < 50; round++) {
            try (TaskMemory task = arbiter.open("task")) {
                MemoryReservation table = task.reserve("table");
                assertThat(table.tryGrow(arbiter.sureShare())).isTrue();
                for (int step = 0; step < 50; step++) {
                    if (random.nextBoolean()) {
                        table.tryGrow(random.nextInt(300));
                    } else {
                        table.release(random.nextInt((int) table.bytes() + 1));
                    }
                    assertThat(task.reserved()).isEqualTo(table.bytes());
                    assertThat(arbiter.reserved()).isLessThanOrEqualTo(800);
                }
            }
        }
    }
}
