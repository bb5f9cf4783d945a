package io.weft.runner.pipeline;

import java.io.Serializable;
import java.util.List;

/** The job's user functions by the numbers that plans name them with, instances for one attempt alone. */
public final class UserFunctions {
    private final List<Serializable> functions;

    public UserFunctions(List<Serializable> functions) {
        this.functions = List.copyOf(functions);
    }

    /** The function with this number, which the plan says is of this type. */
    public <F extends Serializable> F function(int number, Class<F> type) {
        return type.cast(functions.get(number));
    }
}
