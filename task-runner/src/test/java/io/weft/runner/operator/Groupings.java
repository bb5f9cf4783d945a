package io.weft.runner.operator;

import io.weft.api.Aggregator;
import io.weft.expr.Aggregate;
import io.weft.expr.AggregateCall;
import io.weft.expr.AggregateFunction;
import io.weft.expr.Expression;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.UserAggregate;
import io.weft.runner.aggregate.Grouping;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A grouping of a table's columns, in one step or in two. */
final class Groupings {
    private final List<? extends Type> types;
    private final List<InputColumn> keys = new ArrayList<>();
    private final List<Aggregate> aggregates = new ArrayList<>();
    private final List<Aggregator<?>> aggregators = new ArrayList<>();

    Groupings(List<? extends Type> types) {
        this.types = types;
    }

    Groupings by(int... columns) {
        for (int column : columns) {
            keys.add(new InputColumn(column, "c" + column, types.get(column)));
        }
        return this;
    }

    /** Adds an aggregate over a column; none for {@code count(*)}. */
    Groupings and(AggregateFunction function, int... columns) {
        return and(AggregateCall.of(function), columns);
    }

    /** Adds an aggregate that has parameters. */
    Groupings and(AggregateCall call, int... columns) {
        List<Expression> arguments = arguments(columns);
        Type type = call.signature(arguments.stream().map(Expression::type).toList())
                .result();
        aggregates.add(
                new Aggregate(call, Aggregate.Input.ROWS, arguments, Optional.empty(), "a" + aggregates.size(), type));
        return this;
    }

    private List<Expression> arguments(int... columns) {
        List<Expression> arguments = new ArrayList<>();
        for (int column : columns) {
            arguments.add(new InputColumn(column, "c" + column, types.get(column)));
        }
        return arguments;
    }

    /** Adds an author's own aggregate over columns that its code calls c0, c1 and so on. */
    Groupings and(Aggregator<?> aggregator, int... columns) {
        List<Expression> arguments = arguments(columns);
        UserAggregate user = new UserAggregate(
                Optional.empty(),
                aggregators.size(),
                aggregator.getClass().getSimpleName(),
                arguments.stream().map(Expression::toString).toList(),
                aggregator.stateSchema(),
                aggregator.resultType());
        aggregators.add(aggregator);
        return and(AggregateCall.of(user), columns);
    }

    /** Lets the last aggregate take those rows alone for which a boolean column is true. */
    Groupings where(int column) {
        Aggregate last = aggregates.remove(aggregates.size() - 1);
        aggregates.add(last.where(new InputColumn(column, "c" + column, types.get(column))));
        return this;
    }

    List<Aggregate> aggregates() {
        return aggregates;
    }

    Grouping ofRows() {
        return grouping(keys, aggregates);
    }

    private Grouping grouping(List<? extends Expression> by, List<Aggregate> computed) {
        return new Grouping(List.copyOf(by), computed, Grouping.Output.RESULTS, aggregators::get);
    }

    /** The grouping that merges what a partial aggregation of {@link #ofRows} gives. */
    Grouping ofStates() {
        List<Expression> stateKeys = new ArrayList<>();
        for (InputColumn key : keys) {
            stateKeys.add(new InputColumn(stateKeys.size(), key.name(), key.type()));
        }
        int column = keys.size();
        List<Aggregate> merging = new ArrayList<>();
        for (Aggregate aggregate : aggregates) {
            List<Expression> states = new ArrayList<>();
            for (Type type : aggregate.stateTypes()) {
                states.add(new InputColumn(column, "s" + column, type));
                column++;
            }
            merging.add(aggregate.merging(states));
        }
        return grouping(stateKeys, merging);
    }

    /** The types of keys and states. */
    List<Type> partialTypes() {
        List<Type> partial = new ArrayList<>(ofRows().keyTypes());
        aggregates.forEach(aggregate -> partial.addAll(aggregate.stateTypes()));
        return partial;
    }

    /** The types of keys and results. */
    List<Type> resultTypes() {
        List<Type> results = new ArrayList<>(ofRows().keyTypes());
        aggregates.forEach(aggregate -> results.add(aggregate.type()));
        return results;
    }

    /** Aggregates at once. */
    OperatorHarness.Pipeline single() {
        return (input, memory, spill) -> new HashAggregateOperator(input, ofRows(), memory, spill);
    }

    /** Aggregates in two steps, the second over what the first gives. */
    OperatorHarness.Pipeline partialAndFinal() {
        return (input, memory, spill) -> new HashAggregateOperator(
                new PartialAggregateOperator(input, ofRows(), memory), ofStates(), memory, spill);
    }
}
