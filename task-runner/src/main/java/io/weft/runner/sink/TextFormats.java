package io.weft.runner.sink;

import io.weft.plan.FileOptions;
import io.weft.plan.LineOptions;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;
import io.weft.type.Microseconds;
import io.weft.type.Type;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How dates and timestamps are written in lines: as in ISO 8601, or as their author has said. */
final class TextFormats {
    private final @Nullable DateTimeFormatter dates;
    private final @Nullable DateTimeFormatter timestamps;
    private final ZoneId zone;

    private TextFormats(@Nullable DateTimeFormatter dates, @Nullable DateTimeFormatter timestamps, ZoneId zone) {
        this.dates = dates;
        this.timestamps = timestamps;
        this.zone = zone;
    }

    static TextFormats of(Map<String, String> options) {
        return new TextFormats(
                formatter(options.get(LineOptions.DATE_FORMAT)),
                formatter(options.get(LineOptions.TIMESTAMP_FORMAT)),
                FileOptions.zone(options));
    }

    private static @Nullable DateTimeFormatter formatter(@Nullable String pattern) {
        return pattern == null ? null : DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
    }

    TextColumn column(Vector vector, Type type) {
        if (dates != null && type.equals(Type.DATE)) {
            DateTimeFormatter formatter = dates;
            IntVector days = (IntVector) vector;
            return (row, out) -> out.append(formatter.format(LocalDate.ofEpochDay(days.value(row))));
        }
        boolean isTime = type.equals(Type.TIMESTAMP) || type.equals(Type.TIMESTAMP_NTZ);
        if (timestamps != null && isTime) {
            DateTimeFormatter formatter = timestamps.withZone(type.equals(Type.TIMESTAMP) ? zone : ZoneOffset.UTC);
            LongVector times = (LongVector) vector;
            return (row, out) -> out.append(formatter.format(Microseconds.instant(times.value(row))));
        }
        return TextColumn.of(vector, type, zone);
    }
}
