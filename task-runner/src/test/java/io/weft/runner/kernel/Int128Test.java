package io.weft.runner.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares {@link Int128} with BigInteger, over numbers that crowd where carries and signs change. */
class Int128Test {
    private static final int ROUNDS = 20_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void addsSubtractsAndComparesAsBigIntegersDo(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            BigInteger left = number(random);
            BigInteger right = number(random);
            String description = "seed %d: %s and %s".formatted(seed, left, right);
            Int128 value = of(left);
            Int128 other = of(right);
            assertThat(value.toBigInteger()).isEqualTo(left);
            assertThat(Int128.compare(value.high(), value.low(), other.high(), other.low()))
                    .as(description)
                    .isEqualTo(left.compareTo(right));
            check(value.add(other.high(), other.low()), value, left.add(right), description);
            value = of(left);
            check(value.subtract(other.high(), other.low()), value, left.subtract(right), description);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void multipliesAsBigIntegersDo(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            BigInteger left = number(random).shiftRight(random.nextInt(90));
            BigInteger right = number(random).shiftRight(random.nextInt(128));
            Int128 value = of(left);
            Int128 other = of(right);
            boolean fits = value.multiply(other.high(), other.low());
            String description = "seed %d: %s * %s".formatted(seed, left, right);
            if (left.multiply(right).equals(BigInteger.ONE.shiftLeft(127).negate())) {
                // The one product that it may leave to others.
                continue;
            }
            check(fits, value, left.multiply(right), description);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void scalesAndDividesRoundingHalvesAwayFromZero(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            BigInteger number = number(random).shiftRight(random.nextInt(120));
            int digits = random.nextInt(41);
            String description = "seed %d: %s by %d digits".formatted(seed, number, digits);
            Int128 value = of(number);
            value.scaleDown(digits);
            BigDecimal scaled = new BigDecimal(number).movePointLeft(digits);
            assertThat(value.toBigInteger())
                    .as(description)
                    .isEqualTo(scaled.setScale(0, RoundingMode.HALF_UP).unscaledValue());
            value = of(number);
            value.truncate(digits);
            assertThat(value.toBigInteger())
                    .as(description)
                    .isEqualTo(scaled.setScale(0, RoundingMode.DOWN).unscaledValue());
            value = of(number);
            check(value.scaleUp(digits), value, number.multiply(BigInteger.TEN.pow(digits)), description);
            int divisor = random.nextInt(1, Integer.MAX_VALUE) >> random.nextInt(30) | 1;
            int signed = random.nextBoolean() ? divisor : -divisor;
            value = of(number);
            assertThat(value.divide(signed >> 31, signed)).isTrue();
            assertThat(value.toBigInteger())
                    .as("seed %d: %s / %d", seed, number, signed)
                    .isEqualTo(new BigDecimal(number)
                            .divide(BigDecimal.valueOf(signed), 0, RoundingMode.HALF_UP)
                            .unscaledValue());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 18, 19, 20, 37, 38})
    void countsDigitsOnBothSidesOfZero(int digits) {
        BigInteger bound = BigInteger.TEN.pow(digits);
        for (BigInteger inside :
                List.of(BigInteger.ZERO, bound.subtract(BigInteger.ONE), BigInteger.ONE.subtract(bound))) {
            assertThat(of(inside).hasAtMost(digits)).as("%s", inside).isTrue();
        }
        for (BigInteger outside : List.of(bound, bound.negate(), bound.multiply(BigInteger.ONE.add(BigInteger.ONE)))) {
            if (outside.bitLength() < 128) {
                assertThat(of(outside).hasAtMost(digits)).as("%s", outside).isFalse();
            }
        }
    }

    private static void check(boolean fits, Int128 value, BigInteger expected, String description) {
        assertThat(fits).as(description + " fits").isEqualTo(expected.bitLength() < 128);
        if (fits) {
            assertThat(value.toBigInteger()).as(description).isEqualTo(expected);
        }
    }

    private static Int128 of(BigInteger number) {
        Int128 value = new Int128();
        assertThat(value.set(number)).isTrue();
        return value;
    }

    /** Any 128-bit number: random, or next to a power of two. */
    private static BigInteger number(Random random) {
        BigInteger magnitude = random.nextBoolean()
                ? new BigInteger(1 + random.nextInt(127), random)
                : BigInteger.ONE.shiftLeft(random.nextInt(127)).subtract(BigInteger.valueOf(random.nextInt(3) - 1L));
        BigInteger number = random.nextBoolean() ? magnitude : magnitude.negate();
        return number.bitLength() < 128 ? number : BigInteger.ONE.shiftLeft(127).negate();
    }
}
