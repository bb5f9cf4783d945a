package io.weft.plan;

import io.weft.expr.Expression;
import io.weft.expr.NamedExpression;
import io.weft.type.Field;
import io.weft.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Estimates of nodes from those of their inputs; nothing here is read of data. */
final class Estimates implements PlanNode.Visitor<Function<List<Estimate>, Estimate>> {
    private static final double OF_USER_FILTER = 0.5;
    private static final double ELEMENTS_IN_COLLECTION = 4;

    private final Function<Input, TableStatistics> statistics;

    /**
     * @param statistics of inputs
     */
    Estimates(Function<Input, TableStatistics> statistics) {
        this.statistics = statistics;
    }

    /** Of each node of a plan. */
    List<Estimate> of(Plan plan) {
        List<Estimate> estimates = new ArrayList<>();
        for (PlanNode node : plan.nodes()) {
            estimates.add(of(
                    node,
                    node.inputs().stream()
                            .map(input -> estimates.get(input.number()))
                            .toList()));
        }
        return estimates;
    }

    /** Of a node over such inputs. */
    Estimate of(PlanNode node, List<Estimate> inputs) {
        return node.accept(this).apply(inputs);
    }

    private static Estimate same(List<Estimate> inputs) {
        return inputs.get(0);
    }

    /** A node that makes so many rows of its input's, of whose columns nothing is known. */
    private static Function<List<Estimate>, Estimate> unknown(Schema schema, ToDoubleFunction<Estimate> rows) {
        return inputs -> unknown(schema, rows.applyAsDouble(inputs.get(0)));
    }

    private static Estimate unknown(Schema schema, double rows) {
        return new Estimate(
                rows,
                schema.types().stream()
                        .map(type -> ColumnStatistics.of(rows, type))
                        .toList());
    }

    @Override
    public Function<List<Estimate>, Estimate> scan(PlanNode.Scan scan) {
        return inputs -> {
            TableStatistics table = statistics.apply(scan.input());
            List<ColumnStatistics> columns = new ArrayList<>();
            for (Field field : scan.schema().fields()) {
                ColumnStatistics known = table.columns().get(field.name());
                columns.add(known == null ? ColumnStatistics.of(table.rows(), field.type()) : known);
            }
            return new Estimate(table.rows(), columns).withRows(table.rows());
        };
    }

    @Override
    public Function<List<Estimate>, Estimate> filter(PlanNode.Filter filter) {
        return inputs -> {
            Estimate rows = inputs.get(0);
            return rows.withRows(rows.rows() * Selectivity.of(filter.predicate(), rows));
        };
    }

    @Override
    public Function<List<Estimate>, Estimate> rowFilter(RowFilter filter) {
        return inputs -> inputs.get(0).withRows(inputs.get(0).rows() * OF_USER_FILTER);
    }

    @Override
    public Function<List<Estimate>, Estimate> project(PlanNode.Project project) {
        return inputs -> {
            Estimate rows = inputs.get(0);
            List<Expression> expressions =
                    project.columns().stream().map(NamedExpression::expression).toList();
            return new Estimate(rows.rows(), columns(expressions, rows));
        };
    }

    private static List<ColumnStatistics> columns(List<Expression> expressions, Estimate rows) {
        List<ColumnStatistics> columns = new ArrayList<>();
        for (Expression expression : expressions) {
            columns.add(Selectivity.values(expression, rows));
        }
        return columns;
    }

    @Override
    public Function<List<Estimate>, Estimate> flatMap(PlanNode.FlatMap flatMap) {
        return unknown(flatMap.schema(), Estimate::rows);
    }

    @Override
    public Function<List<Estimate>, Estimate> expand(Expand expand) {
        return unknown(expand.schema(), rows -> rows.rows() * expand.branches().size());
    }

    @Override
    public Function<List<Estimate>, Estimate> aggregate(PlanNode.Aggregation aggregation) {
        return inputs -> {
            Estimate rows = inputs.get(0);
            List<Expression> keys =
                    aggregation.keys().stream().map(NamedExpression::expression).toList();
            List<ColumnStatistics> columns = new ArrayList<>(columns(keys, rows));
            double combinations = 1;
            for (ColumnStatistics key : columns) {
                combinations = Math.min(rows.rows(), combinations * key.distinct());
            }
            double groups = combinations;
            columns.replaceAll(key ->
                    ColumnStatistics.of(groups, key.distinct(), key.width()).between(key.low(), key.high()));
            Schema schema = aggregation.schema();
            for (int column = keys.size(); column < schema.size(); column++) {
                columns.add(ColumnStatistics.of(groups, schema.type(column)));
            }
            return new Estimate(groups, columns).withRows(groups);
        };
    }

    @Override
    public Function<List<Estimate>, Estimate> sort(Sort sort) {
        return inputs -> inputs.get(0).withRows(Math.min(inputs.get(0).rows(), (double) sort.limit()));
    }

    @Override
    public Function<List<Estimate>, Estimate> limit(PlanNode.Limit limit) {
        return inputs -> inputs.get(0).withRows(Math.min(inputs.get(0).rows(), (double) limit.count()));
    }

    @Override
    public Function<List<Estimate>, Estimate> explode(Explode explode) {
        return unknown(explode.schema(), rows -> rows.rows() * ELEMENTS_IN_COLLECTION);
    }

    @Override
    public Function<List<Estimate>, Estimate> reduceGroups(ReduceGroups reduce) {
        return unknown(reduce.schema(), Estimate::rows);
    }

    @Override
    public Function<List<Estimate>, Estimate> repeat(Repeat repeat) {
        return Estimates::same;
    }

    @Override
    public Function<List<Estimate>, Estimate> sample(Sample sample) {
        return inputs -> inputs.get(0).withRows(inputs.get(0).rows() * sample.fraction());
    }

    @Override
    public Function<List<Estimate>, Estimate> union(Union union) {
        return inputs -> {
            double rows = inputs.stream().mapToDouble(Estimate::rows).sum();
            return new Estimate(rows, inputs.get(0).columns());
        };
    }

    @Override
    public Function<List<Estimate>, Estimate> window(Window window) {
        return inputs -> {
            Estimate rows = inputs.get(0);
            List<ColumnStatistics> columns = new ArrayList<>(rows.columns());
            Schema schema = window.schema();
            for (int column = columns.size(); column < schema.size(); column++) {
                columns.add(ColumnStatistics.of(rows.rows(), schema.type(column)));
            }
            return new Estimate(rows.rows(), columns);
        };
    }

    @Override
    public Function<List<Estimate>, Estimate> join(Join join) {
        return inputs -> JoinEstimate.of(
                join.kind(),
                inputs.get(0),
                inputs.get(1),
                join.matching().condition().map(Disjunctions::conjuncts).orElse(List.of()));
    }

    @Override
    public Function<List<Estimate>, Estimate> exchange(PlanNode.Exchange exchange) {
        return Estimates::same;
    }

    @Override
    public Function<List<Estimate>, Estimate> shuffleRead(PlanNode.ShuffleRead read) {
        throw new IllegalStateException("Not within a stage: " + read);
    }

    @Override
    public Function<List<Estimate>, Estimate> write(PlanNode.Write write) {
        return Estimates::same;
    }

    @Override
    public Function<List<Estimate>, Estimate> collect(PlanNode.Collect collect) {
        return Estimates::same;
    }
}
