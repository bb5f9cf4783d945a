package io.weft.plan;

import io.weft.expr.Aggregate;
import io.weft.expr.ConstantFolder;
import io.weft.expr.Expression;
import io.weft.expr.JobTime;
import io.weft.expr.NamedExpression;
import io.weft.plan.PlanNode.Aggregation;
import io.weft.plan.PlanNode.Filter;
import io.weft.plan.PlanNode.Project;
import java.util.List;
import java.util.function.UnaryOperator;

/** Computes the constant parts of every expression of a plan. */
final class ConstantFolding {
    private final UnaryOperator<Expression> folder;

    private ConstantFolding(UnaryOperator<Expression> folder) {
        this.folder = folder;
    }

    static Plan apply(Plan plan) {
        return new ConstantFolding(ConstantFolder::fold).folded(plan);
    }

    /** The same, with the time of the job. */
    static Plan apply(Plan plan, JobTime time) {
        return new ConstantFolding(expression -> ConstantFolder.fold(expression, time)).folded(plan);
    }

    private Plan folded(Plan plan) {
        return new Plan(plan.nodes().stream().map(this::fold).toList());
    }

    private PlanNode fold(PlanNode node) {
        if (node instanceof Filter filter) {
            return new Filter(filter.id(), filter.input(), filter.schema(), folder.apply(filter.predicate()));
        }
        if (node instanceof Join join) {
            Join.Matching matching = Join.Matching.by(
                    join.kind(), join.matching().condition().map(condition -> fold(join.kind(), condition)));
            return new Join(join.id(), join.left(), join.right(), matching, join.strategy(), join.schema());
        }
        if (node instanceof Explode explode) {
            Expression collection = folder.apply(explode.collection());
            return new Explode(
                    explode.id(), explode.input(), collection, explode.passed(), explode.options(), explode.schema());
        }
        if (node instanceof Repeat repeat) {
            List<Expression> copies = repeat.copies().stream().map(folder).toList();
            return new Repeat(repeat.id(), repeat.input(), repeat.schema(), copies);
        }
        if (node instanceof Window window) {
            return window.computing(
                    window.columns().stream().map(column -> column.map(folder)).toList());
        }
        if (node instanceof Project project) {
            return new Project(project.id(), project.input(), fold(project.columns()));
        }
        if (node instanceof Aggregation aggregation) {
            List<Aggregate> aggregates = aggregation.aggregates().stream()
                    .map(aggregate -> aggregate.map(folder))
                    .toList();
            return new Aggregation(
                    aggregation.id(),
                    aggregation.input(),
                    aggregation.phase(),
                    fold(aggregation.keys()),
                    aggregates,
                    aggregation.schema());
        }
        return node;
    }

    /** A null-aware join asks for the equality of two values even where one is a null. */
    private Expression fold(JoinKind kind, Expression condition) {
        if (kind == JoinKind.NULL_AWARE_ANTI && condition instanceof Expression.Call call) {
            return new Expression.Call(
                    call.function(), call.arguments().stream().map(folder).toList(), call.type());
        }
        return folder.apply(condition);
    }

    private List<NamedExpression> fold(List<NamedExpression> columns) {
        return columns.stream()
                .map(column -> new NamedExpression(column.name(), folder.apply(column.expression())))
                .toList();
    }
}
