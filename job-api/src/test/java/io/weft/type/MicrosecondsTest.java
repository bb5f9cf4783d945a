package io.weft.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class MicrosecondsTest {
    @Test
    void reachesBothEndsOfSixtyFourBits() {
        for (long value : List.of(Long.MIN_VALUE, Long.MIN_VALUE + 1, -1L, 0L, 999_999L, Long.MAX_VALUE)) {
            assertThat(Microseconds.of(Microseconds.instant(value))).isEqualTo(value);
            assertThat(Microseconds.of(Microseconds.local(value))).isEqualTo(value);
        }
        Instant beyond = Microseconds.instant(Long.MAX_VALUE).plusNanos(1_000);
        assertThatThrownBy(() -> Microseconds.of(beyond)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void cutsNanosecondsOffTowardsThePast() {
        assertThat(Microseconds.of(Instant.ofEpochSecond(0, 1_999))).isEqualTo(1);
        assertThat(Microseconds.of(Instant.ofEpochSecond(-1, 999_999_999))).isEqualTo(-1);
        assertThat(Microseconds.day(-1)).isEqualTo(-1);
        assertThat(Microseconds.day(0)).isZero();
    }

    @Test
    void writesTheFractionThatThereIs() {
        assertThat(Microseconds.text(LocalDateTime.of(1998, 9, 2, 13, 5))).isEqualTo("1998-09-02 13:05:00");
        assertThat(Microseconds.text(Microseconds.local(-250_000))).isEqualTo("1969-12-31 23:59:59.75");
        assertThat(Microseconds.text(Microseconds.local(1))).isEqualTo("1970-01-01 00:00:00.000001");
        assertThat(Microseconds.text(Microseconds.local(Long.MAX_VALUE))).isEqualTo("+294247-01-10 04:00:54.775807");
    }

    @Test
    void readsZonesOffsetsAndNeither() {
        ZoneId zurich = ZoneId.of("Europe/Zurich");
        Instant expected = Instant.parse("1998-09-02T11:05:00Z");
        for (String text : List.of(
                "1998-09-02 13:05",
                "1998-09-02T11:05:00Z",
                "1998-09-02 11:05:00.000000 UTC",
                "1998-09-02T14:05+03:00",
                "1998-09-02 07:05 America/New_York")) {
            assertThat(Microseconds.parse(text, zurich)).as(text).isEqualTo(expected);
        }
        assertThat(Microseconds.parse("1998-09-02", ZoneOffset.UTC)).isEqualTo("1998-09-02T00:00:00Z");
        assertThat(Microseconds.parseLocal("1998-09-02T13:05")).isEqualTo("1998-09-02T13:05:00");
    }

    @Test
    void refusesWhatIsNoTime() {
        for (String text : List.of(
                "",
                "1998",
                "1998-9-2 10:00",
                "1998-09-02 ",
                "1998-09-02T",
                "1998-09-02 25:00",
                "1998-09-02 1:00",
                "1998-09-02  10:00",
                "1998-09-02 10:00 Middle/Earth",
                "1998-09-02Z",
                "1998-09-31 10:00")) {
            assertThatThrownBy(() -> Microseconds.parse(text, ZoneOffset.UTC))
                    .as(text)
                    .isInstanceOf(DateTimeException.class);
        }
        assertThatThrownBy(() -> Microseconds.parse("1998-09-02 10:00"))
                .hasMessage("No zone in '1998-09-02 10:00' (add Z for UTC, or an offset such as +01:00)");
        assertThatThrownBy(() -> Microseconds.parseLocal("1998-09-02 10:00Z"))
                .hasMessage("A zone in '1998-09-02 10:00Z', where there can be none (leave it out)");
    }
}
