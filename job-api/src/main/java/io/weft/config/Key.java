package io.weft.config;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import java.util.function.Function;

/**
 * A setting.
 *
 * @param name as users write it
 * @param defaultText the value where none is given, as a user would write it
 * @param parser reads a value; throws IllegalArgumentException for one that is none
 * @param sentence what it does, with its unit
 */
public record Key<T>(String name, String defaultText, Function<String, T> parser, String sentence) {
    T parse(String text) {
        try {
            return parser.apply(text.trim());
        } catch (IllegalArgumentException e) {
            throw WeftException.causedBy(
                    e,
                    ErrorCode.INVALID_SETTING,
                    "Cannot use %s=%s: %s (%s)",
                    name,
                    text,
                    e instanceof NumberFormatException ? "it is not a number" : e.getMessage(),
                    sentence);
        }
    }
}
