package io.weft.api;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;

/** Checks patterns of dates where they are given. */
final class Patterns {
    private Patterns() {}

    static String checked(String pattern) {
        try {
            Objects.requireNonNull(DateTimeFormatter.ofPattern(pattern, Locale.ROOT));
            return pattern;
        } catch (IllegalArgumentException e) {
            throw WeftException.causedBy(
                    e,
                    ErrorCode.INVALID_ARGUMENT,
                    "Cannot use the pattern '%s': %s (see java.time.format.DateTimeFormatter)",
                    pattern,
                    e.getMessage());
        }
    }
}
