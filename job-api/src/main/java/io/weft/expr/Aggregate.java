package io.weft.expr;

import io.weft.type.DecimalType;
import io.weft.type.SimpleType;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One aggregate of a grouping and the name of its column.
 *
 * @param input whether the arguments are values of rows or the columns of states
 * @param arguments none for {@code count(*)}; where partial results are merged, the state's columns
 * @param filter which rows it takes; all where there is none. States are never filtered
 * @param type the type of the result
 */
public record Aggregate(
        AggregateCall call,
        Input input,
        List<Expression> arguments,
        Optional<Expression> filter,
        String name,
        Type type) {
    /** What comes in. */
    public enum Input {
        /** Rows to aggregate. */
        ROWS,
        /** Partial results to merge. */
        STATES
    }

    public Aggregate {
        arguments = List.copyOf(arguments);
        if (input == Input.STATES && filter.isPresent()) {
            throw new IllegalArgumentException("A filter of states: " + filter);
        }
    }

    /** An aggregate over all rows. */
    public static Aggregate ofRows(AggregateFunction function, List<Expression> arguments, String name, Type type) {
        return new Aggregate(AggregateCall.of(function), Input.ROWS, arguments, Optional.empty(), name, type);
    }

    public AggregateFunction function() {
        return call.function();
    }

    /** The aggregate that merges the states of this one, which are in these columns. */
    public Aggregate merging(List<Expression> stateColumns) {
        return new Aggregate(call, Input.STATES, stateColumns, Optional.empty(), name, type);
    }

    /** The types of the columns of its state. */
    public List<Type> stateTypes() {
        List<Type> types = arguments.stream().map(Expression::type).toList();
        return input == Input.STATES ? types : call.signature(types).state();
    }

    /** Whether a state takes no more than about a value: then it may travel with every one of many values. */
    public boolean hasSmallState() {
        return stateTypes().stream()
                .allMatch(type ->
                        type instanceof DecimalType || (type instanceof SimpleType && !type.equals(Type.BINARY)));
    }

    /** The same over those of its rows alone for which the condition is true. */
    public Aggregate where(Expression condition) {
        Expression both = filter.map(before -> Expressions.and(List.of(condition, before)))
                .orElse(condition);
        return new Aggregate(call, input, arguments, Optional.of(both), name, type);
    }

    /** Every expression that it computes of its input. */
    public List<Expression> expressions() {
        List<Expression> all = new ArrayList<>(arguments);
        filter.ifPresent(all::add);
        return all;
    }

    /** The same with other expressions. */
    public Aggregate map(UnaryOperator<Expression> change) {
        return new Aggregate(call, input, arguments.stream().map(change).toList(), filter.map(change), name, type);
    }

    @Override
    public String toString() {
        return call.write(arguments)
                + filter.map(condition -> " where " + condition).orElse("")
                + " as "
                + name;
    }
}
