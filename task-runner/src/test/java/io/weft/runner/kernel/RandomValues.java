package io.weft.runner.kernel;

import io.weft.runner.vector.Bytes;
import io.weft.type.DecimalType;
import io.weft.type.SimpleType;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;

/** Java values of all types: mild ones, with which little can go wrong, and wild ones from where the rules are special. */
final class RandomValues {
    static final List<Double> WILD_DOUBLES = List.of(
            0.0,
            -0.0,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            0.285,
            -2.5,
            0x1p63,
            -0x1p63,
            2147483647.9,
            -2147483648.9,
            1.0e22,
            127.9,
            -32769.0,
            16777217.0,
            4.35);
    private static final List<String> MILD_TEXTS = List.of("1", "2", "35", "007", "42");
    static final List<String> WILD_TEXTS = List.of(
            "",
            " ",
            "a",
            "ab",
            "abc",
            "b",
            "ä",
            "z",
            "\uFFFD",
            "\uD83D\uDE00",
            "true",
            " FALSE\t",
            "-7 ",
            "+12",
            "1.50",
            "-.5",
            "1e3",
            "1E400",
            "1e-400",
            "NaN",
            "-infinity",
            "1998-09-02",
            " +10000-01-01",
            "1998-9-2",
            "1998-09-02T13:05Z",
            " 1998-09-02 13:05:07.1234567 ",
            "1998-09-02 13:05:07+01:30",
            "1998-09-02 24:00",
            "1969-12-31T23:59:59.999999 Europe/Zurich",
            "294247-01-10T04:00:54.775808Z",
            "127",
            "-129",
            "32768",
            "3.4028236e38",
            "16777217",
            "2147483648",
            "9223372036854775808",
            "0x1p3",
            "1d",
            "٣",
            "1 2",
            "-0.0",
            "-",
            "e",
            "99999999999999999999999999999999999999.5");

    private final Random random;
    private final Temper temper;

    RandomValues(Random random, Temper temper) {
        this.random = random;
        this.temper = temper;
    }

    /** What sort of values to expect. */
    enum Temper {
        /** Small, positive, and text that reads as such a number. */
        MILD,
        /** Extremes, zeros, specials and text of all sorts among others. */
        WILD
    }

    Object next(Type type) {
        if (type instanceof DecimalType decimal) {
            return temper == Temper.MILD ? mildDecimal(decimal) : wildDecimal(decimal);
        }
        return switch ((SimpleType) type) {
            case BOOLEAN -> random.nextBoolean();
            case TINYINT ->
                temper == Temper.MILD ? (byte) (1 + random.nextInt(11)) : (Object) (byte) wildInteger(Byte.SIZE);
            case SMALLINT ->
                temper == Temper.MILD ? (short) (1 + random.nextInt(40)) : (Object) (short) wildInteger(Short.SIZE);
            case INT -> temper == Temper.MILD ? 1 + random.nextInt(40) : (Object) (int) wildInteger(Integer.SIZE);
            case BIGINT -> temper == Temper.MILD ? 1L + random.nextInt(40) : (Object) wildInteger(Long.SIZE);
            case DOUBLE -> temper == Temper.MILD ? (1 + random.nextInt(80)) / 2.0 : wildDouble();
            case FLOAT ->
                temper == Temper.MILD ? (1 + random.nextInt(80)) / 2f : (Object) ((Double) wildDouble()).floatValue();
            case TIMESTAMP -> Instant.EPOCH.plus(microseconds(), ChronoUnit.MICROS);
            case TIMESTAMP_NTZ -> LocalDate.EPOCH.atStartOfDay().plus(microseconds(), ChronoUnit.MICROS);
            case BINARY ->
                Bytes.of(pick(temper == Temper.MILD ? MILD_TEXTS : WILD_TEXTS).getBytes(StandardCharsets.UTF_8));
            case DATE -> LocalDate.ofEpochDay(temper == Temper.MILD ? 10_000 + random.nextInt(40) : wildInteger(32));
            case STRING -> pick(temper == Temper.MILD ? MILD_TEXTS : WILD_TEXTS);
        };
    }

    private long microseconds() {
        return temper == Temper.MILD ? 1_000_000_000_000_000L + random.nextInt(1_000_000) : wildInteger(Long.SIZE);
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private long wildInteger(int bits) {
        long greatest = -1L >>> (65 - bits);
        return switch (random.nextInt(6)) {
            case 0 -> greatest - random.nextInt(2);
            case 1 -> -greatest - random.nextInt(2);
            case 2, 3 -> random.nextInt(5) - 2;
            case 4 -> random.nextInt(200_000) - 100_000;
            default -> random.nextLong() >> (64 - bits);
        };
    }

    private Object wildDouble() {
        return switch (random.nextInt(3)) {
            case 0 -> pick(WILD_DOUBLES);
            case 1 -> (random.nextInt(2000) - 1000) / 8.0;
            default -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
        };
    }

    private BigDecimal mildDecimal(DecimalType type) {
        int digits = Math.min(type.precision(), 3);
        int least = digits == 1 ? 1 : 10;
        return BigDecimal.valueOf(least + random.nextInt((int) Math.pow(10, digits) - least), type.scale());
    }

    private BigDecimal wildDecimal(DecimalType type) {
        int digits = 1 + random.nextInt(type.precision());
        BigInteger bound = BigInteger.TEN.pow(random.nextInt(4) == 0 ? type.precision() : digits);
        BigInteger unscaled = switch (random.nextInt(4)) {
            case 0 -> BigInteger.valueOf(random.nextInt(3));
            case 1 -> bound.subtract(BigInteger.ONE);
            case 2 -> bound.divide(BigInteger.TWO);
            default -> new BigInteger(bound.bitLength() + 8, random).mod(bound);
        };
        return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), type.scale());
    }
}
