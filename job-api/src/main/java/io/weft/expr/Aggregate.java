package io.weft.expr;

import io.weft.type.Type;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One aggregate of a grouping and the name of its column.
 *
 * @param arguments none for {@code count(*)}, else one; where partial results are merged, the state's columns
 * @param type the type of the result
 */
public record Aggregate(AggregateFunction function, List<Expression> arguments, String name, Type type) {
    public Aggregate {
        arguments = List.copyOf(arguments);
    }

    @Override
    public String toString() {
        String inner = arguments.isEmpty()
                ? "*"
                : arguments.stream().map(Expression::toString).collect(Collectors.joining(", "));
        return function + "(" + inner + ") as " + name;
    }
}
