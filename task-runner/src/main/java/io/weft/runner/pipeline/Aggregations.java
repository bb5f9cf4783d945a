package io.weft.runner.pipeline;

import io.weft.api.Aggregator;
import io.weft.expr.Expression;
import io.weft.expr.NamedExpression;
import io.weft.plan.PlanNode.Aggregation;
import io.weft.runner.aggregate.Grouping;
import io.weft.runner.memory.TaskMemory;
import io.weft.runner.operator.HashAggregateOperator;
import io.weft.runner.operator.Operator;
import io.weft.runner.operator.PartialAggregateOperator;
import io.weft.runner.spill.SpillSpace;
import java.util.List;

/**
 * Makes the operators of aggregations.
 *
 * @param memory of the attempt
 * @param spills of the attempt
 * @param functions the author's, among them aggregators
 */
public record Aggregations(TaskMemory memory, SpillSpace spills, UserFunctions functions) {
    /** The operator of one phase, over an input that it takes over. */
    Operator over(Operator input, Aggregation aggregation) {
        List<Expression> keys =
                aggregation.keys().stream().map(NamedExpression::expression).toList();
        Grouping.Output output =
                aggregation.phase() == Aggregation.Phase.STATES ? Grouping.Output.STATES : Grouping.Output.RESULTS;
        Grouping grouping = new Grouping(
                keys, aggregation.aggregates(), output, number -> functions.function(number, Aggregator.class));
        return switch (aggregation.phase()) {
            case SINGLE, FINAL, STATES -> new HashAggregateOperator(input, grouping, memory, spills);
            case PARTIAL -> new PartialAggregateOperator(input, grouping, memory);
        };
    }
}
