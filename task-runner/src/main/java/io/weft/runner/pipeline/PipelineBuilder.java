package io.weft.runner.pipeline;

import io.weft.api.Aggregator;
import io.weft.api.FilterFunction;
import io.weft.api.FlatMapFunction;
import io.weft.api.ReduceFunction;
import io.weft.expr.Expression;
import io.weft.expr.Expressions;
import io.weft.expr.NamedExpression;
import io.weft.plan.Expand;
import io.weft.plan.Explode;
import io.weft.plan.Join;
import io.weft.plan.NodeId;
import io.weft.plan.Plan;
import io.weft.plan.PlanNode;
import io.weft.plan.PlanNode.Aggregation;
import io.weft.plan.PlanNode.Collect;
import io.weft.plan.PlanNode.Exchange;
import io.weft.plan.PlanNode.Filter;
import io.weft.plan.PlanNode.FlatMap;
import io.weft.plan.PlanNode.Limit;
import io.weft.plan.PlanNode.Project;
import io.weft.plan.PlanNode.Scan;
import io.weft.plan.PlanNode.ShuffleRead;
import io.weft.plan.PlanNode.Write;
import io.weft.plan.ReduceGroups;
import io.weft.plan.Repeat;
import io.weft.plan.RowFilter;
import io.weft.plan.Sample;
import io.weft.plan.Sort;
import io.weft.plan.Union;
import io.weft.plan.Window;
import io.weft.runner.kernel.Evaluator;
import io.weft.runner.kernel.Predicate;
import io.weft.runner.kernel.Projection;
import io.weft.runner.memory.TaskMemory;
import io.weft.runner.operator.ExpandOperator;
import io.weft.runner.operator.ExplodeOperator;
import io.weft.runner.operator.FilterOperator;
import io.weft.runner.operator.FlatMapOperator;
import io.weft.runner.operator.LimitOperator;
import io.weft.runner.operator.Operator;
import io.weft.runner.operator.ProjectOperator;
import io.weft.runner.operator.ReduceGroupsOperator;
import io.weft.runner.operator.RepeatOperator;
import io.weft.runner.operator.RowFilterOperator;
import io.weft.runner.operator.SampleOperator;
import io.weft.runner.operator.Sampler;
import io.weft.runner.operator.SortOperator;
import io.weft.runner.sort.KeyEncoder;
import io.weft.runner.spill.SpillSpace;
import io.weft.runner.window.WindowFunctions;
import io.weft.runner.window.WindowOperator;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Makes operators of a stage's plan nodes, each over those of its input. */
public final class PipelineBuilder implements PlanNode.Visitor<Operator> {
    private final Plan plan;
    private final Sources sources;
    private final Aggregations aggregations;
    private final UserFunctions functions;

    private PipelineBuilder(Plan plan, Sources sources, Aggregations aggregations, UserFunctions functions) {
        this.plan = plan;
        this.sources = sources;
        this.aggregations = aggregations;
        this.functions = functions;
    }

    /**
     * The pipeline of a stage.
     *
     * @param plan the stage's
     * @param functions the job's user functions, for this attempt alone
     * @return the operator that gives the stage's rows; closing it closes them all
     */
    public static Operator build(Plan plan, Sources sources, Aggregations aggregations, UserFunctions functions) {
        PlanNode root = plan.nodes().get(plan.nodes().size() - 1);
        return root.accept(new PipelineBuilder(plan, sources, aggregations, functions));
    }

    private Operator inputOf(PlanNode node) {
        return plan.inputOf(node).accept(this);
    }

    @Override
    public Operator scan(Scan scan) {
        return sources.scan(scan);
    }

    @Override
    public Operator shuffleRead(ShuffleRead read) {
        return sources.shuffleRead(read);
    }

    @Override
    public Operator filter(Filter filter) {
        List<Expression> parts = Expressions.conjuncts(filter.predicate());
        if (plan.inputOf(filter) instanceof Scan scan && begins(parts, scan.filters())) {
            Operator rows = sources.scan(scan, Predicate.of(Expressions.and(scan.filters())));
            int checked = scan.filters().size();
            return checked == parts.size()
                    ? rows
                    : new FilterOperator(rows, predicate(Expressions.and(parts.subList(checked, parts.size()))));
        }
        return new FilterOperator(inputOf(filter), predicate(filter.predicate()));
    }

    private static boolean begins(List<Expression> all, List<Expression> first) {
        return !first.isEmpty()
                && first.size() <= all.size()
                && all.subList(0, first.size()).equals(first);
    }

    private Predicate predicate(Expression condition) {
        return Predicate.of(functions.bound(condition));
    }

    @Override
    public Operator rowFilter(RowFilter filter) {
        FilterFunction function = functions.function(filter.function(), FilterFunction.class);
        return new RowFilterOperator(inputOf(filter), filter.schema(), function);
    }

    @Override
    public Operator project(Project project) {
        Projection projection = new Projection(functions.boundColumns(project.columns()).stream()
                .map(NamedExpression::expression)
                .toList());
        return new ProjectOperator(inputOf(project), projection);
    }

    @Override
    public Operator flatMap(FlatMap flatMap) {
        FlatMapFunction function = functions.function(flatMap.function(), FlatMapFunction.class);
        FlatMapOperator.Call call = new FlatMapOperator.Call(
                flatMap.verb(), function, plan.inputOf(flatMap).schema(), flatMap.schema());
        return new FlatMapOperator(inputOf(flatMap), call, aggregations.memory(), aggregations.spills());
    }

    @Override
    public Operator expand(Expand expand) {
        List<ExpandOperator.Branch> branches = new ArrayList<>();
        for (Expand.Branch branch : expand.branches()) {
            branches.add(new ExpandOperator.Branch(
                    branch.condition().map(functions::bound).map(Predicate::of),
                    new Projection(
                            branch.columns().stream().map(functions::bound).toList())));
        }
        return new ExpandOperator(inputOf(expand), branches);
    }

    @Override
    public Operator aggregate(Aggregation aggregation) {
        return aggregations.over(inputOf(aggregation), functions.boundAggregation(aggregation));
    }

    @Override
    public Operator sort(Sort sort) {
        return SortOperator.first(
                sort.limit(),
                inputOf(sort),
                sort.schema().types(),
                sort.columns(),
                aggregations.memory(),
                aggregations.spills());
    }

    @Override
    public Operator limit(Limit limit) {
        return new LimitOperator(inputOf(limit), limit.count());
    }

    @Override
    public Operator explode(Explode explode) {
        Set<ExplodeOperator.Option> options = EnumSet.noneOf(ExplodeOperator.Option.class);
        for (Explode.Option option : explode.options()) {
            options.add(
                    switch (option) {
                        case OUTER -> ExplodeOperator.Option.OUTER;
                        case POSITION -> ExplodeOperator.Option.POSITION;
                    });
        }
        return new ExplodeOperator(
                inputOf(explode),
                Evaluator.of(functions.bound(explode.collection())),
                explode.passed(),
                options,
                explode.elementTypes());
    }

    @Override
    public Operator reduceGroups(ReduceGroups reduce) {
        ReduceGroupsOperator.Call call = new ReduceGroupsOperator.Call(
                functions.function(reduce.function(), ReduceFunction.class),
                reduce.keys(),
                reduce.rows(),
                reduce.schema());
        TaskMemory memory = aggregations.memory();
        SpillSpace spills = aggregations.spills();
        Operator sorted = reduce.order().isEmpty()
                ? inputOf(reduce)
                : SortOperator.all(
                        inputOf(reduce), plan.inputOf(reduce).schema().types(), reduce.order(), memory, spills);
        KeyEncoder keys = new KeyEncoder(reduce.order().subList(0, reduce.keys().size()));
        return new ReduceGroupsOperator(sorted, call, keys, memory, spills);
    }

    @Override
    public Operator window(Window window) {
        WindowFunctions windows = new WindowFunctions(
                plan.inputOf(window).schema().types(),
                window.partition(),
                window.order(),
                window.columns().stream()
                        .map(column -> column.map(functions::bound))
                        .toList(),
                number -> functions.function(number, Aggregator.class));
        return new WindowOperator(inputOf(window), windows, aggregations.memory(), aggregations.spills());
    }

    @Override
    public Operator repeat(Repeat repeat) {
        return new RepeatOperator(
                inputOf(repeat),
                new Projection(repeat.copies().stream().map(functions::bound).toList()));
    }

    @Override
    public Operator sample(Sample sample) {
        Sampler sampler = sample.basis() == Sample.Basis.POSITION
                ? Sampler.byPosition(sample.fraction(), sample.seed(), sources.splitNumber())
                : Sampler.byContent(
                        sample.fraction(), sample.seed(), sample.schema().size());
        return new SampleOperator(inputOf(sample), sampler);
    }

    @Override
    public Operator join(Join join) {
        Joins joins = new Joins(aggregations.memory(), aggregations.spills(), functions);
        return joins.over(side(join.left()), side(join.right()), join);
    }

    private Joins.Side side(NodeId input) {
        PlanNode node = plan.node(input);
        return new Joins.Side(node.accept(this), node.schema());
    }

    @Override
    public Operator union(Union union) {
        throw endsAStage(union);
    }

    @Override
    public Operator exchange(Exchange exchange) {
        throw endsAStage(exchange);
    }

    @Override
    public Operator write(Write write) {
        throw endsAStage(write);
    }

    @Override
    public Operator collect(Collect collect) {
        throw endsAStage(collect);
    }

    private static IllegalArgumentException endsAStage(PlanNode node) {
        return new IllegalArgumentException("Not within a stage: " + node);
    }
}
