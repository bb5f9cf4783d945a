package io.weft.runner.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.runner.scan.ByteRanges.ByteRange;
import java.util.List;
import org.junit.jupiter.api.Test;

class ByteRangesTest {
    @Test
    void readsNeighboursWithOneRequest() {
        ByteRanges ranges = new ByteRanges(
                List.of(new ByteRange(50_000, 90_000), new ByteRange(10, 20_000), new ByteRange(20_000, 49_000)));

        assertThat(ranges.count()).isEqualTo(1);
        assertThat(ranges.bytes()).isEqualTo(90_000 - 10);
    }

    @Test
    void leavesOutWhatNobodyWants() {
        ByteRanges ranges = new ByteRanges(List.of(new ByteRange(0, 20_000), new ByteRange(40_000, 60_000)));

        assertThat(ranges.count()).isEqualTo(2);
        assertThat(ranges.bytes()).isEqualTo(40_000);
    }

    @Test
    void readsOverASmallGapAndMakesNoRequestTooLarge() {
        long mega = 1 << 20;

        assertThat(new ByteRanges(List.of(new ByteRange(0, 100), new ByteRange(4000, 4100))).count())
                .isEqualTo(1);
        assertThat(new ByteRanges(List.of(new ByteRange(0, mega), new ByteRange(mega + 60_000, 2 * mega))).count())
                .isEqualTo(1);
        assertThat(new ByteRanges(List.of(new ByteRange(0, 10 * mega), new ByteRange(10 * mega, 20 * mega))).count())
                .isEqualTo(2);
    }

    @Test
    void asksForNothingWhereThereIsNothing() {
        assertThat(new ByteRanges(List.of(new ByteRange(7, 7))).count()).isZero();
    }
}
