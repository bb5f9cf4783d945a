package io.weft.runner.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentsTest {
    private static final int MEBIBYTE = 1 << 20;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void keepsRecordsWhileTheirNumberGrows(int width) {
        LongSegments records = new LongSegments(width);
        int count = 3 * (MEBIBYTE / 8 / width) + 5;
        for (int record = 0; record < count; record++) {
            long promised = records.bytesFor(record + 1);
            records.ensure(record + 1);
            assertThat(records.retainedBytes()).isEqualTo(promised);
            records.set(record, record + 1L);
        }
        for (int record = 0; record < count; record++) {
            assertThat(records.get(record)).isEqualTo(record + 1L);
        }
        assertThat(List.of(records.segments()))
                .hasSizeGreaterThan(3)
                .allSatisfy(segment -> assertThat(segment.length).isLessThanOrEqualTo(MEBIBYTE / 8));
        records.clear();
        assertThat(records.retainedBytes()).isZero();
    }

    @Test
    void makesRoomForManyRecordsAtOnce() {
        LongSegments records = new LongSegments(1);
        records.ensure(10);
        records.set(9, 9);
        records.ensure(1_000_000);
        records.set(999_999, 7);

        assertThat(records.get(9)).isEqualTo(9);
        assertThat(records.get(10)).isZero();
        assertThat(records.get(999_999)).isEqualTo(7);
    }

    @Test
    void keepsFlagsWhileTheirNumberGrows() {
        FlagSegments flags = new FlagSegments();
        flags.ensure(1);
        flags.set(0);
        flags.ensure(3 * MEBIBYTE);
        flags.set(new int[] {MEBIBYTE, 3 * MEBIBYTE - 1}, 2);

        assertThat(flags.retainedBytes()).isEqualTo(3 * MEBIBYTE);
        assertThat(flags.unset(new int[] {0, 1, MEBIBYTE, MEBIBYTE + 1, 3 * MEBIBYTE - 1}, 5))
                .containsExactly(false, true, false, true, false);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void keepsPiecesWhereTheyAreAndTakesNoMoreThanItSaid(long seed) {
        Random random = new Random(seed);
        ByteArena arena = new ByteArena();
        List<Long> positions = new ArrayList<>();
        List<Integer> lengths = new ArrayList<>();
        for (int round = 0; round < 25; round++) {
            int[] batch = random.ints(1 + random.nextInt(50), 1, 1 << random.nextInt(1, 19))
                    .toArray();
            long small = Arrays.stream(batch)
                    .filter(length -> !ByteArena.isLarge(length))
                    .asLongStream()
                    .sum();
            long large = Arrays.stream(batch)
                    .filter(ByteArena::isLarge)
                    .asLongStream()
                    .sum();
            long promised = arena.bytesAfter(small, large);
            for (int length : batch) {
                long position = arena.add(length);
                int offset = ByteArena.offset(position);
                Arrays.fill(arena.bytes(position), offset, offset + length, (byte) positions.size());
                positions.add(position);
                lengths.add(length);
            }
            assertThat(arena.retainedBytes()).isLessThanOrEqualTo(promised);
        }
        for (int piece = 0; piece < positions.size(); piece++) {
            byte[] bytes = arena.bytes(positions.get(piece));
            int offset = ByteArena.offset(positions.get(piece));
            for (int at = 0; at < lengths.get(piece); at++) {
                assertThat(bytes[offset + at] == (byte) piece).isTrue();
            }
        }
    }
}
