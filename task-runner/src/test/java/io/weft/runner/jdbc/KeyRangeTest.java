package io.weft.runner.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.runner.jdbc.KeyRange.Between;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class KeyRangeTest {
    static Stream<KeyRange> ranges() {
        return Stream.of(
                new KeyRange.All(),
                new KeyRange.Nulls("größe"),
                new Between("id", Type.BIGINT, Long.MIN_VALUE, null),
                new Between("id", Type.INT, null, 7),
                new Between("price", Type.decimal(38, 2), new BigDecimal("-0.01"), new BigDecimal("7.00")),
                new Between("day", Type.DATE, LocalDate.of(-1, 1, 1), LocalDate.of(12000, 1, 1)),
                new Between("id", Type.INT, null, null),
                new Between("tiny", Type.TINYINT, (byte) -1, (byte) 1),
                new Between("small", Type.SMALLINT, null, (short) 7),
                new Between("at", Type.TIMESTAMP, Instant.EPOCH, Instant.ofEpochSecond(1, 1000)),
                new Between("local", Type.TIMESTAMP_NTZ, LocalDateTime.of(1969, 12, 31, 23, 59), null));
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void survivesTheWire(KeyRange range) {
        assertThat(KeyRange.fromBytes(KeyRange.VERSION, range.toBytes())).isEqualTo(range);
    }

    @Test
    void refusesAnotherVersion() {
        assertThatThrownBy(() -> KeyRange.fromBytes(2, new byte[] {0})).hasMessage("A key range of version 2");
    }

    @Test
    void dividesTheWidestRangeThereIs() {
        List<KeyRange> ranges = KeyRange.divide("id", new KeyLine(Type.BIGINT), Long.MIN_VALUE, Long.MAX_VALUE, 4);

        assertThat(ranges)
                .extracting(KeyRange::toString)
                .containsExactly(
                        "id < -4611686018427387904",
                        "-4611686018427387904 <= id < 0",
                        "0 <= id < 4611686018427387904",
                        "4611686018427387904 <= id");
    }

    @Test
    void dividesDecimalsAndDaysByTheirSmallestSteps() {
        assertThat(KeyRange.divide(
                        "price", new KeyLine(Type.decimal(9, 2)), new BigDecimal("0.01"), new BigDecimal("0.02"), 9))
                .extracting(KeyRange::toString)
                .containsExactly("price < 0.02", "0.02 <= price");
        assertThat(KeyRange.divide(
                        "day", new KeyLine(Type.DATE), LocalDate.of(1969, 12, 31), LocalDate.of(1970, 1, 1), 2))
                .extracting(KeyRange::toString)
                .containsExactly("day < 1970-01-01", "1970-01-01 <= day");
        assertThat(KeyRange.divide(
                        "at", new KeyLine(Type.TIMESTAMP), Instant.ofEpochSecond(-1, 999_999_000), Instant.EPOCH, 2))
                .extracting(KeyRange::toString)
                .containsExactly("at < 1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z <= at");
        assertThat(KeyRange.divide("id", new KeyLine(Type.INT), 5, 5, 3))
                .containsExactly(new Between("id", Type.INT, null, null));
    }
}
