package io.weft.expr;

import io.weft.type.Type;
import java.util.List;

/**
 * The types of an aggregate.
 *
 * @param arguments what it takes: the planner casts to them
 * @param state the columns in which partial results travel
 */
public record AggregateSignature(List<Type> arguments, List<Type> state, Type result) {
    public AggregateSignature {
        arguments = List.copyOf(arguments);
        state = List.copyOf(state);
    }
}
