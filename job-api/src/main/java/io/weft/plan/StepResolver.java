package io.weft.plan;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.expr.Aggregate;
import io.weft.expr.Expression;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.NamedExpression;
import io.weft.expr.SortColumn;
import io.weft.expr.SortOrder;
import io.weft.expr.Term;
import io.weft.plan.PlanNode.Aggregation;
import io.weft.plan.PlanNode.Aggregation.Phase;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Makes nodes of steps, one step after another. The result of each is the node that gives the step's rows. */
final class StepResolver implements Step.Visitor<NodeId> {
    private final Function<Input, Schema> tables;
    private final Function<String, Optional<String>> unsupportedType;
    private final PlanBuilder nodes = new PlanBuilder();
    /** By step, the node that gives its rows. */
    private final List<NodeId> resolved = new ArrayList<>();

    /**
     * @param tables the columns of inputs
     * @param unsupportedType the type of a column that an input has and that cannot be read
     */
    StepResolver(Function<Input, Schema> tables, Function<String, Optional<String>> unsupportedType) {
        this.tables = tables;
        this.unsupportedType = unsupportedType;
    }

    void resolve(Step step) {
        resolved.add(step.accept(this));
    }

    Plan plan() {
        return nodes.build();
    }

    private NodeId input(Step.Unary step) {
        return resolved.get(step.input().number());
    }

    private Schema schema(Step.Unary step) {
        return nodes.node(input(step)).schema();
    }

    private TermResolver terms(Step.Unary step) {
        return new TermResolver(schema(step), unsupportedType);
    }

    @Override
    public NodeId read(Step.Read read) {
        Schema table = tables.apply(read.input());
        return nodes.add(id -> new PlanNode.Scan(id, read.input(), table, table, List.of()));
    }

    @Override
    public NodeId where(Step.Where where) {
        return nodes.add(id -> new PlanNode.Filter(
                id, input(where), schema(where), terms(where).predicate(where.predicate())));
    }

    @Override
    public NodeId filterRows(Step.FilterRows filter) {
        return nodes.add(id -> new RowFilter(id, input(filter), schema(filter), filter.function()));
    }

    @Override
    public NodeId select(Step.Select select) {
        return computed(
                select, terms -> select.terms().stream().map(terms::named).toList());
    }

    @Override
    public NodeId withColumn(Step.WithColumn with) {
        return computed(with, terms -> {
            NamedExpression column = terms.named(new Term.Named(with.term(), with.name()));
            List<NamedExpression> columns = new ArrayList<>(SetOperations.columns(schema(with)));
            int place = schema(with).indexOf(with.name());
            if (place < 0) {
                columns.add(column);
            } else {
                columns.set(place, column);
            }
            return columns;
        });
    }

    /** Columns in which functions over windows may stand. */
    private NodeId computed(Step.Unary step, Function<TermResolver, List<NamedExpression>> resolve) {
        TermResolver terms = terms(step);
        Windows windows = new Windows(nodes, input(step), terms);
        List<NamedExpression> columns = resolve.apply(terms.with(windows::add));
        if (windows.isEmpty()) {
            return project(step, columns);
        }
        requireDistinct(step, columns.stream().map(NamedExpression::name).toList());
        return windows.place(columns);
    }

    @Override
    public NodeId rename(Step.Rename rename) {
        InputColumn column = terms(rename).column(rename.column());
        List<NamedExpression> columns = new ArrayList<>(SetOperations.columns(schema(rename)));
        columns.set(column.index(), new NamedExpression(rename.name(), column));
        return project(rename, columns);
    }

    @Override
    public NodeId alias(Step.Alias alias) {
        return project(
                alias,
                SetOperations.columns(schema(alias)).stream()
                        .map(column -> new NamedExpression(alias.name() + "." + column.name(), column.expression()))
                        .toList());
    }

    @Override
    public NodeId drop(Step.Drop drop) {
        TermResolver terms = terms(drop);
        Set<Integer> dropped = new HashSet<>();
        drop.columns().forEach(name -> dropped.add(terms.column(name).index()));
        List<NamedExpression> columns = new ArrayList<>();
        for (NamedExpression column : SetOperations.columns(schema(drop))) {
            if (!dropped.contains(((InputColumn) column.expression()).index())) {
                columns.add(column);
            }
        }
        if (columns.isEmpty()) {
            throw new WeftException(
                    ErrorCode.INVALID_PLAN, "Cannot drop all columns in '%s' (keep one, or count the rows)", drop);
        }
        return project(drop, columns);
    }

    private NodeId project(Step.Unary step, List<NamedExpression> columns) {
        requireDistinct(step, columns.stream().map(NamedExpression::name).toList());
        return nodes.add(id -> new PlanNode.Project(id, input(step), columns));
    }

    @Override
    public NodeId flatMap(Step.FlatMap flatMap) {
        return nodes.add(
                id -> new PlanNode.FlatMap(id, input(flatMap), flatMap.verb(), flatMap.function(), flatMap.schema()));
    }

    @Override
    public NodeId group(Step.Group group) {
        TermResolver terms = terms(group);
        List<NamedExpression> keys = group.keys().stream().map(terms::named).toList();
        keys.forEach(key -> ComparedColumns.requireEquality(key.expression()));
        List<Aggregate> aggregates =
                group.aggregates().stream().map(terms::aggregate).toList();
        List<Field> fields = new ArrayList<>();
        keys.forEach(key -> fields.add(key.field()));
        aggregates.forEach(aggregate -> fields.add(new Field(aggregate.name(), aggregate.type())));
        requireDistinct(group, fields.stream().map(Field::name).toList());
        return nodes.add(id -> new Aggregation(id, input(group), Phase.SINGLE, keys, aggregates, new Schema(fields)));
    }

    @Override
    public NodeId explode(Step.Explode explode) {
        Schema input = schema(explode);
        Expression collection = terms(explode).resolve(explode.collection());
        List<Type> types = new ArrayList<>();
        if (explode.options().contains(Explode.Option.POSITION)) {
            types.add(Type.INT);
        }
        types.addAll(Explode.elementTypes(collection.type()));
        if (types.isEmpty() || Explode.elementTypes(collection.type()).isEmpty()) {
            throw new WeftException(
                    ErrorCode.TYPE_MISMATCH,
                    "Cannot explode %s: it is a %s (a list or a map can be exploded)",
                    explode.collection(),
                    collection.type());
        }
        if (types.size() != explode.names().size()) {
            throw new WeftException(
                    ErrorCode.INVALID_PLAN,
                    "Cannot explode %s to %s: it is a %s, which gives %d column(s) (name as many)",
                    explode.collection(),
                    explode.names(),
                    collection.type(),
                    types.size());
        }
        List<Field> fields = new ArrayList<>(input.fields());
        for (int column = 0; column < types.size(); column++) {
            fields.add(new Field(explode.names().get(column), types.get(column)));
        }
        requireDistinct(explode, fields.stream().map(Field::name).toList());
        List<Integer> passed = IntStream.range(0, input.size()).boxed().toList();
        return nodes.add(
                id -> new Explode(id, input(explode), collection, passed, explode.options(), new Schema(fields)));
    }

    @Override
    public NodeId reduceGroups(Step.ReduceGroups reduce) {
        TermResolver terms = terms(reduce);
        List<NamedExpression> keys = reduce.keys().stream().map(terms::named).toList();
        requireDistinct(reduce, keys.stream().map(NamedExpression::name).toList());
        keys.forEach(key -> ComparedColumns.requireOrder(reduce, key.expression()));
        Schema rows = schema(reduce);
        List<NamedExpression> columns = new ArrayList<>();
        List<SortColumn> order = new ArrayList<>();
        for (NamedExpression key : keys) {
            order.add(new SortColumn(columns.size(), SortOrder.ASC_NULLS_FIRST));
            columns.add(new NamedExpression(SetOperations.unused(rows, "~key" + columns.size()), key.expression()));
        }
        columns.addAll(SetOperations.columns(rows));
        for (Step.OrderBy.Key by : reduce.order()) {
            Expression value = terms.resolve(by.term());
            ComparedColumns.requireOrder(reduce, value);
            if (value instanceof InputColumn column) {
                order.add(new SortColumn(keys.size() + column.index(), by.order()));
            } else {
                order.add(new SortColumn(columns.size(), by.order()));
                columns.add(new NamedExpression(SetOperations.unused(rows, "~order" + columns.size()), value));
            }
        }
        NodeId input = nodes.add(id -> new PlanNode.Project(id, input(reduce), columns));
        Schema keySchema = new Schema(keys.stream().map(NamedExpression::field).toList());
        return nodes.add(id -> new ReduceGroups(id, input, keySchema, rows, order, reduce.function(), reduce.schema()));
    }

    /** Sorts by columns: what is computed for that is computed before, and dropped after. */
    @Override
    public NodeId orderBy(Step.OrderBy orderBy) {
        TermResolver terms = terms(orderBy);
        Schema schema = schema(orderBy);
        List<NamedExpression> columns = new ArrayList<>(SetOperations.columns(schema));
        List<SortColumn> keys = new ArrayList<>();
        for (Step.OrderBy.Key key : orderBy.keys()) {
            Expression expression = terms.resolve(key.term());
            requireOrdered(key.term(), expression.type());
            if (expression instanceof InputColumn column) {
                // Of a column that comes again the first mention has decided.
                if (keys.stream().noneMatch(known -> known.index() == column.index())) {
                    keys.add(new SortColumn(column.index(), key.order()));
                }
            } else {
                keys.add(new SortColumn(columns.size(), key.order()));
                columns.add(new NamedExpression(SetOperations.unused(schema, "~order" + columns.size()), expression));
            }
        }
        if (columns.size() == schema.size()) {
            return nodes.add(id -> new Sort(id, input(orderBy), schema, keys, Sort.NO_LIMIT));
        }
        NodeId computed = project(orderBy, columns);
        Schema wider = nodes.node(computed).schema();
        NodeId sorted = nodes.add(id -> new Sort(id, computed, wider, keys, Sort.NO_LIMIT));
        return nodes.add(id -> new PlanNode.Project(id, sorted, SetOperations.columns(schema)));
    }

    private static void requireOrdered(Term term, Type type) {
        if (type.isNested()) {
            throw new WeftException(
                    ErrorCode.TYPE_MISMATCH,
                    "Cannot order by %s: it is a %s, and those have no order (order by a part of it)",
                    term,
                    type);
        }
    }

    @Override
    public NodeId groupSets(Step.GroupSets group) {
        List<NamedExpression> keys =
                group.keys().stream().map(terms(group)::named).toList();
        keys.forEach(key -> ComparedColumns.requireEquality(key.expression()));
        List<String> names =
                new ArrayList<>(keys.stream().map(NamedExpression::name).toList());
        group.aggregates().forEach(term -> names.add(term.defaultName()));
        requireDistinct(group, names);
        GroupingSets sets = new GroupingSets(nodes, group, keys, schema(group));
        return sets.add(input(group), new TermResolver(sets.expanded(), unsupportedType));
    }

    @Override
    public NodeId limit(Step.Limit limit) {
        return nodes.add(id -> new PlanNode.Limit(id, input(limit), schema(limit), limit.count()));
    }

    @Override
    public NodeId sample(Step.Sample sample) {
        NodeId input = input(sample);
        Sample.Basis basis = isInOrder(input) ? Sample.Basis.POSITION : Sample.Basis.CONTENT;
        return nodes.add(id -> new Sample(id, input, schema(sample), sample.fraction(), sample.seed(), basis));
    }

    /** Whether each task gets the rows of a node in the same order whenever it runs. */
    private boolean isInOrder(NodeId id) {
        PlanNode node = nodes.node(id);
        return Separation.isPartOfAStage(node) && node.inputs().stream().allMatch(this::isInOrder);
    }

    @Override
    public NodeId distinct(Step.Distinct distinct) {
        ComparedColumns.requireEquality(distinct, schema(distinct));
        return new SetOperations(nodes).distinct(input(distinct));
    }

    @Override
    public NodeId combine(Step.SetOperation operation) {
        List<NodeId> sides = new Unions(nodes, operation)
                .byPosition(List.of(
                        resolved.get(operation.left().number()),
                        resolved.get(operation.right().number())));
        ComparedColumns.requireEquality(operation, nodes.node(sides.get(0)).schema());
        return new SetOperations(nodes).combine(operation.kind(), sides.get(0), sides.get(1));
    }

    @Override
    public NodeId union(Step.Union union) {
        List<NodeId> inputs = union.inputs().stream()
                .map(input -> resolved.get(input.number()))
                .toList();
        Unions unions = new Unions(nodes, union);
        List<NodeId> aligned =
                union.matching() == Step.Union.Matching.BY_NAME ? unions.byName(inputs) : unions.byPosition(inputs);
        Schema schema = nodes.node(aligned.get(0)).schema();
        return nodes.add(id -> new Union(id, aligned, schema));
    }

    @Override
    public NodeId join(JoinStep join) {
        return new JoinResolver(nodes, join, unsupportedType)
                .resolve(
                        resolved.get(join.left().number()),
                        resolved.get(join.right().number()));
    }

    @Override
    public NodeId write(Step.Write write) {
        PathPartitionRules.check(write.output(), schema(write));
        ParquetOptions.check(write.output(), schema(write));
        return nodes.add(id -> new PlanNode.Write(id, input(write), schema(write), write.output()));
    }

    @Override
    public NodeId collect(Step.Collect collect) {
        return nodes.add(id -> new PlanNode.Collect(id, input(collect), schema(collect), collect.consumer()));
    }

    private static void requireDistinct(Step step, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new WeftException(
                        ErrorCode.INVALID_PLAN,
                        "Cannot name two columns '%s' in '%s' (name one of them with as(\"...\"))",
                        name,
                        step);
            }
        }
    }
}
