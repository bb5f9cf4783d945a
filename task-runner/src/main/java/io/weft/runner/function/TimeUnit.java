package io.weft.runner.function;

import io.weft.type.Microseconds;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Units of dates and times, with the names that authors give them. */
enum TimeUnit {
    YEAR(12, 0),
    QUARTER(3, 0),
    MONTH(1, 0),
    WEEK(0, 7 * 86_400 * Microseconds.PER_SECOND),
    DAY(0, 86_400 * Microseconds.PER_SECOND),
    HOUR(0, 3_600 * Microseconds.PER_SECOND),
    MINUTE(0, 60 * Microseconds.PER_SECOND),
    SECOND(0, Microseconds.PER_SECOND),
    MILLISECOND(0, 1_000),
    MICROSECOND(0, 1);

    private static final Map<String, TimeUnit> OTHER_NAMES =
            Map.of("yyyy", YEAR, "yy", YEAR, "mon", MONTH, "mm", MONTH, "dd", DAY);

    private final int months;
    private final long micros;

    TimeUnit(int months, long micros) {
        this.months = months;
        this.micros = micros;
    }

    /** How many months it has; 0 where it is shorter. */
    int months() {
        return months;
    }

    /** How many microseconds it has, where it has no months. */
    long micros() {
        return micros;
    }

    /** Whether it is whole days, or more. */
    boolean isOfDays() {
        return months > 0 || this == WEEK || this == DAY;
    }

    /** The unit with this name, in any case and perhaps in the plural, or null. */
    static @Nullable TimeUnit find(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (TimeUnit unit : values()) {
            if (unit.word().equals(lower) || (unit.word() + "s").equals(lower)) {
                return unit;
            }
        }
        return OTHER_NAMES.get(lower);
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static String words() {
        return Arrays.stream(values()).map(TimeUnit::word).collect(Collectors.joining(", "));
    }

    /** The first day of the unit, which is one of days, in which a day lies. */
    long startOf(long day, CivilDay civil) {
        if (this == DAY) {
            return day;
        }
        if (this == WEEK) {
            return day - CivilDay.dayOfWeek(day) + 1;
        }
        civil.set(day);
        int month = (civil.month() - 1) / months * months + 1;
        return CivilDay.epochDay(civil.year(), month, 1);
    }
}
