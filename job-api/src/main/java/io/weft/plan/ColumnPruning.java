package io.weft.plan;

import io.weft.expr.Aggregate;
import io.weft.expr.Expression;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expressions;
import io.weft.expr.NamedExpression;
import io.weft.expr.SortColumn;
import io.weft.expr.WindowColumn;
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
import io.weft.type.Field;
import io.weft.type.Schema;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Drops every column that nothing uses, down to the scans. From the roots backwards it notes which columns of each node are
 * kept; then it builds the plan anew with those alone. It runs before exchanges are inserted.
 */
final class ColumnPruning {
    private final Plan plan;
    /** For each node, the positions of the columns that it keeps. */
    private final List<BitSet> kept = new ArrayList<>();

    private final List<PlanNode> built = new ArrayList<>();

    private ColumnPruning(Plan plan) {
        this.plan = plan;
        plan.nodes().forEach(node -> kept.add(new BitSet()));
        plan.roots().forEach(root -> keptOf(root.id()).set(0, root.schema().size()));
    }

    static Plan apply(Plan plan) {
        return new ColumnPruning(plan).prune();
    }

    private Plan prune() {
        Wanted wanted = new Wanted();
        for (int number = plan.nodes().size() - 1; number >= 0; number--) {
            PlanNode node = plan.nodes().get(number);
            BitSet columns = node.accept(wanted);
            node.inputs().forEach(input -> kept.get(input.number()).or(columns));
        }
        Rebuilt rebuilt = new Rebuilt();
        plan.nodes().forEach(node -> built.add(node.accept(rebuilt)));
        return new Plan(built);
    }

    private BitSet keptOf(NodeId id) {
        return kept.get(id.number());
    }

    private static IllegalStateException tooLate(PlanNode node) {
        return new IllegalStateException("Columns are pruned before exchanges are inserted: " + node);
    }

    /** Which columns of its input a node needs. A node that cannot do without some of its own columns keeps them here. */
    private final class Wanted implements PlanNode.Visitor<BitSet> {
        private BitSet all(NodeId id) {
            BitSet columns = new BitSet();
            columns.set(0, plan.node(id).schema().size());
            return columns;
        }

        @Override
        public BitSet scan(Scan scan) {
            return new BitSet();
        }

        @Override
        public BitSet filter(Filter filter) {
            BitSet columns = Expressions.columns(filter.predicate());
            columns.or(keptOf(filter.id()));
            keptOf(filter.id()).or(columns);
            return columns;
        }

        @Override
        public BitSet rowFilter(RowFilter filter) {
            keptOf(filter.id()).or(all(filter.id()));
            return all(filter.input());
        }

        @Override
        public BitSet project(Project project) {
            BitSet columns = new BitSet();
            keptOf(project.id()).stream()
                    .mapToObj(column -> project.columns().get(column).expression())
                    .forEach(expression -> columns.or(Expressions.columns(expression)));
            return columns;
        }

        @Override
        public BitSet flatMap(FlatMap flatMap) {
            keptOf(flatMap.id()).or(all(flatMap.id()));
            return all(flatMap.input());
        }

        @Override
        public BitSet expand(Expand expand) {
            BitSet own = keptOf(expand.id());
            BitSet columns = new BitSet();
            for (Expand.Branch branch : expand.branches()) {
                branch.condition().ifPresent(condition -> columns.or(Expressions.columns(condition)));
                own.stream()
                        .mapToObj(column -> branch.columns().get(column))
                        .forEach(expression -> columns.or(Expressions.columns(expression)));
            }
            return columns;
        }

        @Override
        public BitSet aggregate(Aggregation aggregation) {
            int keys = aggregation.keys().size();
            BitSet own = keptOf(aggregation.id());
            own.set(0, keys);
            BitSet columns = new BitSet();
            aggregation.keys().forEach(key -> columns.or(Expressions.columns(key.expression())));
            own.stream()
                    .filter(column -> column >= keys)
                    .mapToObj(column -> aggregation.aggregates().get(column - keys))
                    .flatMap(aggregate -> aggregate.expressions().stream())
                    .forEach(argument -> columns.or(Expressions.columns(argument)));
            return columns;
        }

        @Override
        public BitSet sort(Sort sort) {
            BitSet own = keptOf(sort.id());
            sort.columns().forEach(column -> own.set(column.index()));
            return own;
        }

        @Override
        public BitSet limit(Limit limit) {
            return keptOf(limit.id());
        }

        @Override
        public BitSet explode(Explode explode) {
            BitSet own = keptOf(explode.id());
            own.set(explode.passed().size(), explode.schema().size());
            BitSet columns = Expressions.columns(explode.collection());
            own.stream()
                    .filter(column -> column < explode.passed().size())
                    .forEach(column -> columns.set(explode.passed().get(column)));
            return columns;
        }

        @Override
        public BitSet reduceGroups(ReduceGroups reduce) {
            keptOf(reduce.id()).or(all(reduce.id()));
            return all(reduce.input());
        }

        @Override
        public BitSet repeat(Repeat repeat) {
            BitSet columns = new BitSet();
            repeat.copies().forEach(copies -> columns.or(Expressions.columns(copies)));
            columns.or(keptOf(repeat.id()));
            keptOf(repeat.id()).or(columns);
            return columns;
        }

        @Override
        public BitSet sample(Sample sample) {
            if (sample.basis() == Sample.Basis.POSITION) {
                return keptOf(sample.id());
            }
            keptOf(sample.id()).or(all(sample.id()));
            return all(sample.input());
        }

        @Override
        public BitSet union(Union union) {
            return keptOf(union.id());
        }

        /** What it needs of a side depends on the side, so it is noted here. */
        @Override
        public BitSet join(Join join) {
            int leftSize = plan.node(join.left()).schema().size();
            BitSet columns = new BitSet();
            join.matching().condition().ifPresent(condition -> columns.or(Expressions.columns(condition)));
            join.matching().leftKeys().forEach(key -> columns.set(key.index()));
            join.matching().rightKeys().forEach(key -> columns.set(leftSize + key.index()));
            int offset = join.kind().givesLeft() ? 0 : leftSize;
            keptOf(join.id()).stream().forEach(column -> columns.set(offset + column));
            keptOf(join.left()).or(columns.get(0, leftSize));
            keptOf(join.right()).or(columns.get(leftSize, Math.max(leftSize, columns.length())));
            return new BitSet();
        }

        @Override
        public BitSet window(Window window) {
            BitSet own = keptOf(window.id());
            BitSet columns = own.get(0, window.passed());
            window.partition().forEach(columns::set);
            window.order().forEach(column -> columns.set(column.index()));
            own.stream()
                    .filter(column -> column >= window.passed())
                    .mapToObj(column -> window.columns().get(column - window.passed()))
                    .flatMap(column -> column.expressions().stream())
                    .forEach(expression -> columns.or(Expressions.columns(expression)));
            own.or(columns);
            return columns;
        }

        @Override
        public BitSet exchange(Exchange exchange) {
            throw tooLate(exchange);
        }

        /** What was exchanged is read as it is. */
        @Override
        public BitSet shuffleRead(ShuffleRead read) {
            keptOf(read.id()).or(all(read.id()));
            return new BitSet();
        }

        @Override
        public BitSet write(Write write) {
            return all(write.input());
        }

        @Override
        public BitSet collect(Collect collect) {
            return all(collect.input());
        }
    }

    /** A node over the columns that its input has kept. */
    private final class Rebuilt implements PlanNode.Visitor<PlanNode> {
        private Expression over(NodeId input, Expression expression) {
            return over(keptOf(input), expression);
        }

        private static Expression over(BitSet columns, Expression expression) {
            return Expressions.rewriteColumns(expression, column -> moved(columns, column));
        }

        private static InputColumn moved(BitSet columns, InputColumn column) {
            return new InputColumn(columns.get(0, column.index()).cardinality(), column.name(), column.type());
        }

        private NamedExpression over(NodeId input, NamedExpression column) {
            return new NamedExpression(column.name(), over(input, column.expression()));
        }

        private Schema schemaOf(NodeId input) {
            return built.get(input.number()).schema();
        }

        @Override
        public PlanNode scan(Scan scan) {
            Schema schema = new Schema(keptOf(scan.id()).stream()
                    .mapToObj(column -> scan.schema().field(column))
                    .toList());
            List<Expression> filters = scan.filters().stream()
                    .map(filter -> over(scan.id(), filter))
                    .toList();
            return new Scan(scan.id(), scan.input(), scan.table(), schema, filters);
        }

        @Override
        public PlanNode filter(Filter filter) {
            // A filter passes on what its input has kept for any of its readers.
            keptOf(filter.id()).or(keptOf(filter.input()));
            return new Filter(
                    filter.id(), filter.input(), schemaOf(filter.input()), over(filter.input(), filter.predicate()));
        }

        @Override
        public PlanNode rowFilter(RowFilter filter) {
            return filter;
        }

        @Override
        public PlanNode project(Project project) {
            List<NamedExpression> columns = keptOf(project.id()).stream()
                    .mapToObj(column -> over(project.input(), project.columns().get(column)))
                    .toList();
            return new Project(project.id(), project.input(), columns);
        }

        @Override
        public PlanNode flatMap(FlatMap flatMap) {
            return flatMap;
        }

        @Override
        public PlanNode expand(Expand expand) {
            BitSet own = keptOf(expand.id());
            List<Expand.Branch> branches = new ArrayList<>();
            for (Expand.Branch branch : expand.branches()) {
                List<Expression> columns = own.stream()
                        .mapToObj(
                                column -> over(expand.input(), branch.columns().get(column)))
                        .toList();
                branches.add(new Expand.Branch(
                        branch.condition().map(condition -> over(expand.input(), condition)), columns));
            }
            List<Field> fields = own.stream()
                    .mapToObj(column -> expand.schema().field(column))
                    .toList();
            return new Expand(expand.id(), expand.input(), branches, new Schema(fields));
        }

        @Override
        public PlanNode aggregate(Aggregation aggregation) {
            NodeId input = aggregation.input();
            int keyCount = aggregation.keys().size();
            List<NamedExpression> keys =
                    aggregation.keys().stream().map(key -> over(input, key)).toList();
            List<Field> fields = new ArrayList<>();
            keys.forEach(key -> fields.add(key.field()));
            List<Aggregate> aggregates = new ArrayList<>();
            keptOf(aggregation.id()).stream()
                    .filter(column -> column >= keyCount)
                    .mapToObj(column -> aggregation.aggregates().get(column - keyCount))
                    .forEach(aggregate -> {
                        aggregates.add(aggregate.map(expression -> over(input, expression)));
                        fields.add(new Field(aggregate.name(), aggregate.type()));
                    });
            return new Aggregation(aggregation.id(), input, aggregation.phase(), keys, aggregates, new Schema(fields));
        }

        @Override
        public PlanNode sort(Sort sort) {
            BitSet columns = keptOf(sort.input());
            keptOf(sort.id()).or(columns);
            List<SortColumn> keys = sort.columns().stream()
                    .map(key -> new SortColumn(columns.get(0, key.index()).cardinality(), key.order()))
                    .toList();
            return new Sort(sort.id(), sort.input(), schemaOf(sort.input()), keys, sort.limit());
        }

        @Override
        public PlanNode limit(Limit limit) {
            keptOf(limit.id()).or(keptOf(limit.input()));
            return new Limit(limit.id(), limit.input(), schemaOf(limit.input()), limit.count());
        }

        @Override
        public PlanNode explode(Explode explode) {
            BitSet below = keptOf(explode.input());
            List<Integer> passed = new ArrayList<>();
            List<Field> fields = new ArrayList<>();
            keptOf(explode.id()).stream().forEach(column -> {
                fields.add(explode.schema().field(column));
                if (column < explode.passed().size()) {
                    passed.add(below.get(0, explode.passed().get(column)).cardinality());
                }
            });
            Expression collection = over(explode.input(), explode.collection());
            return new Explode(
                    explode.id(), explode.input(), collection, passed, explode.options(), new Schema(fields));
        }

        @Override
        public PlanNode reduceGroups(ReduceGroups reduce) {
            return reduce;
        }

        @Override
        public PlanNode repeat(Repeat repeat) {
            keptOf(repeat.id()).or(keptOf(repeat.input()));
            List<Expression> copies = repeat.copies().stream()
                    .map(each -> over(repeat.input(), each))
                    .toList();
            return new Repeat(repeat.id(), repeat.input(), schemaOf(repeat.input()), copies);
        }

        @Override
        public PlanNode sample(Sample sample) {
            keptOf(sample.id()).or(keptOf(sample.input()));
            return new Sample(
                    sample.id(),
                    sample.input(),
                    schemaOf(sample.input()),
                    sample.fraction(),
                    sample.seed(),
                    sample.basis());
        }

        @Override
        public PlanNode union(Union union) {
            for (NodeId input : union.inputs()) {
                if (!keptOf(input).equals(keptOf(union.id()))) {
                    throw new IllegalStateException("%s and its input %s keep other columns: %s, %s"
                            .formatted(union, input, keptOf(union.id()), keptOf(input)));
                }
            }
            return new Union(union.id(), union.inputs(), schemaOf(union.inputs().get(0)));
        }

        /** A window of which no column is used is left out: its node passes its input on. */
        @Override
        public PlanNode window(Window window) {
            BitSet below = keptOf(window.input());
            keptOf(window.id()).or(below);
            List<Field> fields = new ArrayList<>(schemaOf(window.input()).fields());
            List<WindowColumn> columns = new ArrayList<>();
            keptOf(window.id()).stream()
                    .filter(column -> column >= window.passed())
                    .mapToObj(column -> window.columns().get(column - window.passed()))
                    .forEach(column -> {
                        columns.add(column.map(expression -> over(window.input(), expression)));
                        fields.add(new Field(column.name(), column.type()));
                    });
            if (columns.isEmpty()) {
                return new Project(window.id(), window.input(), SetOperations.columns(schemaOf(window.input())));
            }
            List<Integer> partition = window.partition().stream()
                    .map(column -> below.get(0, column).cardinality())
                    .toList();
            List<SortColumn> order = window.order().stream()
                    .map(key -> new SortColumn(below.get(0, key.index()).cardinality(), key.order()))
                    .toList();
            return new Window(window.id(), window.input(), partition, order, columns, new Schema(fields));
        }

        /** A join passes on what its sides have kept. */
        @Override
        public PlanNode join(Join join) {
            BitSet left = keptOf(join.left());
            BitSet right = keptOf(join.right());
            int leftSize = plan.node(join.left()).schema().size();
            BitSet both = new BitSet();
            both.or(left);
            right.stream().forEach(column -> both.set(leftSize + column));
            Join.Matching matching = join.matching();
            Optional<Expression> condition = matching.condition().map(whole -> over(both, whole));
            BitSet own = keptOf(join.id());
            own.clear();
            if (join.kind().givesLeft()) {
                own.or(left);
            }
            if (join.kind().givesRight()) {
                int offset = join.kind().givesLeft() ? leftSize : 0;
                right.stream().forEach(column -> own.set(offset + column));
            }
            return new Join(
                    join.id(),
                    join.left(),
                    join.right(),
                    new Join.Matching(
                            join.kind(),
                            places(left, matching.leftKeys()),
                            places(right, matching.rightKeys()),
                            condition),
                    join.strategy(),
                    Join.schema(join.kind(), schemaOf(join.left()), schemaOf(join.right())));
        }

        private static List<InputColumn> places(BitSet columns, List<InputColumn> keys) {
            return keys.stream().map(key -> moved(columns, key)).toList();
        }

        @Override
        public PlanNode exchange(Exchange exchange) {
            throw tooLate(exchange);
        }

        @Override
        public PlanNode shuffleRead(ShuffleRead read) {
            return read;
        }

        @Override
        public PlanNode write(Write write) {
            return write;
        }

        @Override
        public PlanNode collect(Collect collect) {
            return collect;
        }
    }
}
