package io.weft.runner.aggregate;

import io.weft.api.Aggregator;
import io.weft.expr.Aggregate;
import io.weft.expr.Expression;
import io.weft.type.Type;
import java.util.List;
import java.util.function.IntFunction;

/**
 * What to group by and what to compute. Each aggregate says itself whether it takes rows or states.
 *
 * @param keys none for one group of all rows
 * @param aggregators the author's own, by their numbers, for this attempt alone
 */
public record Grouping(
        List<Expression> keys, List<Aggregate> aggregates, Output output, IntFunction<Aggregator<?>> aggregators) {
    public Grouping {
        keys = List.copyOf(keys);
        aggregates = List.copyOf(aggregates);
    }

    /** What comes out beside the keys. */
    public enum Output {
        /** A column for each aggregate. */
        RESULTS,
        /** The columns of each aggregate's state. */
        STATES
    }

    /** A grouping that gives results, without any aggregate of the author's own. */
    public static Grouping of(List<? extends Expression> keys, List<Aggregate> aggregates) {
        return new Grouping(List.copyOf(keys), aggregates, Output.RESULTS, number -> {
            throw new IllegalArgumentException("No aggregator has the number " + number);
        });
    }

    public List<Type> keyTypes() {
        return keys.stream().map(Expression::type).toList();
    }
}
