package io.weft.runner.aggregate;

import io.weft.expr.Aggregate;
import io.weft.expr.Expression;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * What to group by and what to compute.
 *
 * @param input whether the aggregates' arguments are an argument of rows or the columns of states
 * @param keys none for one group of all rows
 */
public record Grouping(Input input, List<Expression> keys, List<Aggregate> aggregates) {
    public Grouping {
        keys = List.copyOf(keys);
        aggregates = List.copyOf(aggregates);
    }

    /** What comes in. */
    public enum Input {
        /** Rows to aggregate. */
        ROWS,
        /** Partial results to merge. */
        STATES
    }

    /** A grouping of rows. */
    public static Grouping ofRows(List<? extends Expression> keys, List<Aggregate> aggregates) {
        return new Grouping(Input.ROWS, List.copyOf(keys), aggregates);
    }

    /** A grouping of partial results, with the states' columns as the aggregates' arguments. */
    public static Grouping ofStates(List<? extends Expression> keys, List<Aggregate> aggregates) {
        return new Grouping(Input.STATES, List.copyOf(keys), aggregates);
    }

    /** All that is computed of each input row: the keys, then each aggregate's arguments. */
    public List<Expression> inputExpressions() {
        List<Expression> expressions = new ArrayList<>(keys);
        for (Aggregate aggregate : aggregates) {
            expressions.addAll(aggregate.arguments());
        }
        return expressions;
    }

    public List<Type> keyTypes() {
        return keys.stream().map(Expression::type).toList();
    }

    /** The types of the columns of an aggregate's state. */
    List<Type> stateTypes(Aggregate aggregate) {
        List<Type> arguments =
                aggregate.arguments().stream().map(Expression::type).toList();
        return input == Input.STATES ? arguments : aggregate.function().stateTypes(arguments);
    }
}
