package io.weft.examples;

import io.weft.error.NearestName;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The arguments {@code name=value} of a program that makes data. */
public final class DataArguments {
    private final Map<String, String> values;

    private DataArguments(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads a command line.
     *
     * @param names all that there are
     * @throws IllegalArgumentException for any other, and for a word that is no argument
     */
    public static DataArguments parse(String[] words, Collection<String> names) {
        Map<String, String> values = new HashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (!names.contains(name)) {
                throw new IllegalArgumentException("Cannot use the argument '%s': there are %s%s"
                        .formatted(name, names, NearestName.hint(name, names)));
            }
            if (equals < 0) {
                throw new IllegalArgumentException(
                        "Cannot use '%s': it has no value (write %s=...)".formatted(word, word));
            }
            values.put(name, word.substring(equals + 1));
        }
        return new DataArguments(values);
    }

    /** @throws IllegalArgumentException where it was not given */
    public String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "Cannot go on: the argument '%s' is missing (add %s=...)".formatted(name, name));
        }
        return value;
    }

    /** A positive whole number. */
    public int number(String name, int defaultValue) {
        return positive(name, defaultValue, Integer::valueOf);
    }

    /** A positive number. */
    public double fraction(String name, double defaultValue) {
        return positive(name, defaultValue, Double::valueOf);
    }

    private <N extends Number> N positive(String name, N defaultValue, Function<String, N> parser) {
        String value = values.get(name);
        if (value == null) {
            return defaultValue;
        }
        try {
            N number = parser.apply(value);
            if (number.doubleValue() > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Cannot use %s=%s: it is not a number".formatted(name, value), e);
        }
        throw new IllegalArgumentException("Cannot use %s=%s: it must be positive".formatted(name, value));
    }
}
