package io.weft.expr;

import io.weft.type.Schema;
import io.weft.type.Type;
import java.util.List;
import java.util.Optional;

/**
 * An author's own aggregate.
 *
 * @param function the author's object, until it has got its number in the job's table of functions
 * @param number of the object there, from when it has one
 * @param name for people: its class
 * @param arguments the names by which the author's code asks for the arguments
 * @param state the columns in which partial results travel
 */
public record UserAggregate(
        Optional<Object> function, int number, String name, List<String> arguments, Schema state, Type result) {
    public UserAggregate {
        arguments = List.copyOf(arguments);
    }

    /** The same with its number instead of the object. */
    public UserAggregate numbered(int newNumber) {
        return new UserAggregate(Optional.empty(), newNumber, name, arguments, state, result);
    }
}
