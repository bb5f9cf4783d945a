package io.weft.runner.pipeline;

import io.weft.expr.Expression;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expressions;
import io.weft.plan.Join;
import io.weft.runner.join.HashJoinOperator;
import io.weft.runner.join.JoinCondition;
import io.weft.runner.join.JoinForm;
import io.weft.runner.join.JoinSpec;
import io.weft.runner.kernel.Predicate;
import io.weft.runner.memory.TaskMemory;
import io.weft.runner.operator.Operator;
import io.weft.runner.spill.SpillSpace;
import io.weft.type.Schema;
import java.util.List;

/**
 * Makes the operators of joins.
 *
 * @param memory of the attempt
 * @param spills of the attempt
 * @param functions the author's
 */
record Joins(TaskMemory memory, SpillSpace spills, UserFunctions functions) {
    /** One side of a join. */
    record Side(Operator rows, Schema schema) {}

    /** The operator over both sides, which it takes over. */
    Operator over(Side left, Side right, Join join) {
        Join.Matching matching = join.matching();
        JoinSpec spec = new JoinSpec(
                JoinForm.valueOf(matching.kind().name()),
                left.schema().types(),
                right.schema().types(),
                matching.leftKeys().stream().map(InputColumn::index).toList(),
                matching.rightKeys().stream().map(InputColumn::index).toList(),
                matching.condition().map(this::condition).orElse(null));
        return new HashJoinOperator(left.rows(), right.rows(), spec, memory, spills);
    }

    private JoinCondition condition(Expression condition) {
        List<Integer> columns = Expressions.columns(condition).stream().boxed().toList();
        return new JoinCondition(Predicate.of(functions.bound(condition)), columns);
    }
}
