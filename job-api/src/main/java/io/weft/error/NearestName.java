package io.weft.error;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a mistyped one was probably meant to be. */
public final class NearestName {
    private NearestName() {}

    /** The closest of {@code names} by edit distance, when it is close enough to be a typing mistake. */
    public static Optional<String> of(String wanted, Collection<String> names) {
        String nearest = null;
        int least = mostMistakes(wanted.length()) + 1;
        for (String name : names) {
            int distance = distance(wanted.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                nearest = name;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** So few that a good part of the name is as it should be; of a single letter, nothing but its case may be wrong. */
    private static int mostMistakes(int letters) {
        return letters < 4 ? letters / 2 : Math.max(2, letters / 3);
    }

    /** {@code " (did you mean 'name'?)"}, or nothing where no name is near. */
    public static String hint(String wanted, Collection<String> names) {
        return of(wanted, names).map(name -> " (did you mean '" + name + "'?)").orElse("");
    }

    /** Levenshtein's distance, by rows. */
    private static int distance(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] current = new int[to.length() + 1];
            current[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int replace = previous[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(replace, 1 + Math.min(previous[column], current[column - 1]));
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
