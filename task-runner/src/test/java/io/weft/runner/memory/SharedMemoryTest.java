package io.weft.runner.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SharedMemoryTest {
    @Test
    void dividesWhatOthersLeave() {
        try (TaskMemory memory = new MemoryArbiter(1000, 1).open("test")) {
            MemoryReservation buffers = memory.reserve("buffers");
            MemoryReservation first = memory.reserveShare("first");
            MemoryReservation second = memory.reserveShare("second");
            buffers.grow(200);
            assertThat(memory.shares()).isEqualTo(2);
            assertThat(first.tryGrow(401)).isFalse();
            assertThat(first.tryGrow(400)).isTrue();
            assertThat(first.tryResize(401)).isFalse();
            assertThat(second.tryGrow(400)).isTrue();
            assertThat(memory.reserved()).isEqualTo(1000);
        }
    }

    @Test
    void givesTheOthersMoreWhenOneIsDone() {
        try (TaskMemory memory = new MemoryArbiter(1000, 1).open("test")) {
            MemoryReservation first = memory.reserveShare("first");
            MemoryReservation second = memory.reserveShare("second");
            assertThat(first.tryGrow(600)).isFalse();
            second.close();
            assertThat(first.tryGrow(600)).isTrue();
        }
    }

    @Test
    void letsThoseGoBeyondTheirShareWhoCannotDoWithout() {
        try (TaskMemory memory = new MemoryArbiter(1000, 1).open("test")) {
            MemoryReservation first = memory.reserveShare("first");
            MemoryReservation second = memory.reserveShare("second");
            first.grow(900);
            assertThat(first.bytes()).isEqualTo(900);
            assertThat(second.tryGrow(101)).isFalse();
            assertThat(second.tryGrow(100)).isTrue();
        }
    }
}
