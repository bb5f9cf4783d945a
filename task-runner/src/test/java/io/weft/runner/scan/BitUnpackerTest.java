package io.weft.runner.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BitUnpackerTest {
    static IntStream widths() {
        return IntStream.rangeClosed(0, 64);
    }

    @ParameterizedTest
    @MethodSource("widths")
    void takesValuesOfEveryWidthFromEveryBit(int width) {
        Random random = new Random(width);
        for (int run = 0; run < 40; run++) {
            int count = random.nextInt(80);
            int firstBit = random.nextInt(20);
            int place = random.nextInt(4);
            int needed = (firstBit + count * width + 7) / 8;
            byte[] bytes = new byte[place + needed + random.nextInt(12)];
            random.nextBytes(bytes);
            int limit = place + needed;

            if (width <= 32) {
                int[] found = new int[count + 2];
                BitUnpacker.ints(bytes, place, limit, firstBit, width, found, 2, count);
                for (int index = 0; index < count; index++) {
                    assertThat(found[2 + index])
                            .as("run %d: value %d of %d, width %d from bit %d", run, index, count, width, firstBit)
                            .isEqualTo((int) expected(bytes, place, firstBit + index * width, width));
                }
            }
            long[] found = new long[count + 2];
            BitUnpacker.longs(bytes, place, place + (count * width + 7) / 8, width, found, 2, count);
            for (int index = 0; index < count; index++) {
                assertThat(found[2 + index])
                        .as("run %d: value %d of %d, width %d", run, index, count, width)
                        .isEqualTo(expected(bytes, place, index * width, width));
            }
        }
    }

    private static long expected(byte[] bytes, int place, int bit, int width) {
        BigInteger value = BigInteger.ZERO;
        for (int index = width - 1; index >= 0; index--) {
            int at = bit + index;
            value = value.shiftLeft(1).or(BigInteger.valueOf(bytes[place + at / 8] >> at % 8 & 1));
        }
        return value.longValue();
    }
}
