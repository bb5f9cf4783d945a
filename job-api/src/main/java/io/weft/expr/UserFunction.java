package io.weft.expr;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A scalar function of the job's own.
 *
 * @param number its number in the job's table of functions
 * @param name for people
 * @param instance where it runs, the function itself; null everywhere else
 */
public record UserFunction(
        int number, String name, @Nullable Object instance) {
    public UserFunction {
        Objects.requireNonNull(name);
    }

    /** Two are the same where they have the same place in the table. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UserFunction function && function.number == number;
    }

    @Override
    public int hashCode() {
        return number;
    }
}
