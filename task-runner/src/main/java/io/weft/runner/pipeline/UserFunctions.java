package io.weft.runner.pipeline;

import io.weft.api.ValueFunction;
import io.weft.expr.Aggregate;
import io.weft.expr.Expression;
import io.weft.expr.Expression.UserCall;
import io.weft.expr.Expressions;
import io.weft.expr.NamedExpression;
import io.weft.expr.UserFunction;
import io.weft.plan.PlanNode.Aggregation;
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

    /** The expression with the functions that its user calls name. */
    Expression bound(Expression expression) {
        return Expressions.rewriteUserCalls(expression, this::boundCall);
    }

    List<NamedExpression> boundColumns(List<NamedExpression> columns) {
        return columns.stream()
                .map(column -> new NamedExpression(column.name(), bound(column.expression())))
                .toList();
    }

    Aggregation boundAggregation(Aggregation aggregation) {
        List<Aggregate> aggregates = aggregation.aggregates().stream()
                .map(aggregate -> aggregate.map(this::bound))
                .toList();
        return new Aggregation(
                aggregation.id(),
                aggregation.input(),
                aggregation.phase(),
                boundColumns(aggregation.keys()),
                aggregates,
                aggregation.schema());
    }

    private UserCall boundCall(UserCall call) {
        UserFunction function = call.function();
        ValueFunction instance = function(function.number(), ValueFunction.class);
        return new UserCall(
                new UserFunction(function.number(), function.name(), instance), call.arguments(), call.type());
    }
}
