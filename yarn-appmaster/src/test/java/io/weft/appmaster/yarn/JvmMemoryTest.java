package io.weft.appmaster.yarn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JvmMemoryTest {
    @ParameterizedTest
    @CsvSource({"256, 1", "512, 1", "768, 0", "1024, 1", "2048, 2", "4096, 4", "16384, 16", "65536, 32"})
    void leavesRoomInTheContainerForAllButTheHeap(int container, int slots) {
        JvmMemory memory = JvmMemory.of(container, slots);
        int limited = memory.heap() + memory.direct() + memory.metaspace() + memory.codeCache();
        // What no flag limits: stacks, the collector's tables, the C library.
        assertThat(container - limited).isGreaterThanOrEqualTo(50 + container / 25);
        assertThat(memory.heap()).isGreaterThanOrEqualTo(container / 4);
    }

    @Test
    void givesMostOfALargeContainerToTheHeap() {
        assertThat(JvmMemory.of(8192, 4).heap()).isGreaterThan(8192 * 85 / 100);
    }

    @Test
    void limitsWhatIsReservedAsWell() {
        assertThat(JvmMemory.of(1024, 1).flags())
                .containsExactly(
                        "-Xmx669m",
                        "-Xss512k",
                        "-XX:MaxDirectMemorySize=64m",
                        "-XX:MaxMetaspaceSize=128m",
                        "-XX:CompressedClassSpaceSize=32m",
                        "-XX:ReservedCodeCacheSize=64m");
    }

    @Test
    void refusesMoreSlotsThanTheMemoryIsGoodFor() {
        assertThatThrownBy(() -> JvmMemory.of(256, 16))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SETTING))
                .hasMessage("Cannot run 16 slots in a container of 256 MB: 32 MB would be left for the heap (raise"
                        + " weft.runner.memory-mb)");
    }
}
