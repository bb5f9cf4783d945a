package io.weft.runner.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.type.Microseconds;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares with java.time. Failures name the seed, which is 7. */
class ZoneClockTest {
    private static final long HOUR = TimeUnit.HOUR.micros();

    /** Apia left a day out, Manila had one twice, Lord Howe changes by half an hour, Casablanca has four changes a year. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "+05:30",
                "Europe/Zurich",
                "America/New_York",
                "America/Sao_Paulo",
                "Asia/Kolkata",
                "Asia/Manila",
                "Australia/Lord_Howe",
                "Pacific/Apia",
                "Africa/Casablanca"
            })
    void isJavas(String name) {
        ZoneId zone = ZoneId.of(name);
        ZoneClock clock = ZoneClock.of(zone);
        Random random = new Random(7);
        long near = 0;
        for (int count = 0; count < 20_000; count++) {
            near = count % 4 == 0 ? somewhere(zone, random) : near + (long) (random.nextGaussian() * HOUR);
            LocalDateTime local = LocalDateTime.ofInstant(Microseconds.instant(near), zone);
            assertThat(clock.local(near)).as("local time of %d", near).isEqualTo(Microseconds.of(local));
            LocalDateTime other = Microseconds.local(near + (long) (random.nextGaussian() * HOUR));
            ZonedDateTime meant = other.atZone(zone);
            assertThat(clock.moment(Microseconds.of(other)))
                    .as("moment of %s", other)
                    .isEqualTo(Microseconds.of(meant.toInstant()));
            ZonedDateTime like = Microseconds.instant(near).atZone(zone);
            assertThat(clock.moment(Microseconds.of(other), near))
                    .as("moment of %s, as %s", other, like)
                    .isEqualTo(Microseconds.of(
                            ZonedDateTime.ofLocal(other, zone, like.getOffset()).toInstant()));
        }
    }

    /** Any moment, mostly one at which clocks are changed. */
    private static long somewhere(ZoneId zone, Random random) {
        Instant any = Instant.ofEpochSecond(random.nextLong(-5_000_000_000L, 5_000_000_000L));
        if (random.nextInt(4) == 0 || zone.getRules().nextTransition(any) == null) {
            return Microseconds.of(any);
        }
        return Microseconds.of(zone.getRules().nextTransition(any).getInstant()) + random.nextInt(3) - 1;
    }

    @Test
    void reachesTheEndsOfTime() {
        for (String name : new String[] {"Europe/Zurich", "America/New_York", "UTC"}) {
            ZoneId zone = ZoneId.of(name);
            ZoneClock clock = ZoneClock.of(zone);
            for (long moment : new long[] {Long.MIN_VALUE + 24 * HOUR, Long.MAX_VALUE - 24 * HOUR}) {
                assertThat(clock.moment(clock.local(moment))).isEqualTo(moment);
            }
        }
        ZoneClock east = ZoneClock.of(ZoneOffset.ofHours(1));
        assertThatThrownBy(() -> east.local(Long.MAX_VALUE)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> east.moment(Long.MIN_VALUE)).isInstanceOf(ArithmeticException.class);
        assertThat(ZoneClock.none().local(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertThat(ZoneClock.none().moment(Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
    }
}
