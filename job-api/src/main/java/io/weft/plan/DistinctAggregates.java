package io.weft.plan;

import io.weft.expr.Aggregate;
import io.weft.expr.AggregateFunction;
import io.weft.expr.Expression;
import io.weft.expr.Expression.Call;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expression.Literal;
import io.weft.expr.Expressions;
import io.weft.expr.Function;
import io.weft.expr.NamedExpression;
import io.weft.plan.PlanNode.Aggregation;
import io.weft.plan.PlanNode.Aggregation.Phase;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Makes two aggregations of one that has distinct aggregates or exact percentiles: the first groups by the keys and the values, so that each
 * comes once, and counts its rows where that matters; the second aggregates these. So no group needs more memory for having many rows: groups of
 * values are divided and spilled as any.
 *
 * <p>The other aggregates are computed in the first as far as states, and their states merged in the second. Where several sets of values are to be
 * distinct, or under filters, each row is first made several: one for the other aggregates and one for each set, told apart by a tag.
 */
final class DistinctAggregates {
    private static final String TAG = "~set";
    private static final String ROWS = "~rows";

    private final Aggregation aggregation;
    private final List<Aggregate> others;
    private final List<ValueSet> sets;

    /** Values of which each counts once. */
    private record ValueSet(List<Expression> values, Optional<Expression> filter) {}

    private DistinctAggregates(Aggregation aggregation) {
        this.aggregation = aggregation;
        others = aggregation.aggregates().stream()
                .filter(aggregate -> !aggregate.call().takesGroupedValues())
                .toList();
        sets = aggregation.aggregates().stream()
                .filter(aggregate -> aggregate.call().takesGroupedValues())
                .map(DistinctAggregates::setOf)
                .distinct()
                .toList();
    }

    private static ValueSet setOf(Aggregate aggregate) {
        return new ValueSet(aggregate.arguments(), aggregate.filter());
    }

    /** The aggregates of the first aggregation: the others and, where somebody needs it, the number of rows with each value. */
    private List<Aggregate> withRows(List<Aggregate> plain) {
        if (!needsRows()) {
            return plain;
        }
        List<Aggregate> all = new ArrayList<>(plain);
        all.add(Aggregate.ofRows(AggregateFunction.COUNT, List.of(), ROWS, Type.BIGINT));
        return all;
    }

    private boolean needsRows() {
        return aggregation.aggregates().stream()
                .anyMatch(aggregate ->
                        aggregate.function().countsValues() && !aggregate.call().isDistinct());
    }

    static Plan apply(Plan plan) {
        PlanBuilder builder = new PlanBuilder();
        List<NodeId> moved = new ArrayList<>();
        for (PlanNode node : plan.nodes()) {
            List<NodeId> inputs = node.inputs().stream()
                    .map(input -> moved.get(input.number()))
                    .toList();
            if (node instanceof Aggregation aggregation
                    && aggregation.aggregates().stream()
                            .anyMatch(aggregate -> aggregate.call().takesGroupedValues())) {
                moved.add(new DistinctAggregates(aggregation).add(builder, inputs.get(0)));
            } else {
                moved.add(builder.add(id -> node.with(id, inputs)));
            }
        }
        return builder.build();
    }

    private NodeId add(PlanBuilder builder, NodeId input) {
        boolean direct = sets.size() == 1
                && sets.get(0).filter().isEmpty()
                && others.stream().allMatch(Aggregate::hasSmallState);
        return direct ? addDirect(builder, input) : addExpanded(builder, input);
    }

    private NodeId addDirect(PlanBuilder builder, NodeId input) {
        List<NamedExpression> keys = new ArrayList<>(aggregation.keys());
        int values = keys.size();
        for (Expression value : sets.get(0).values()) {
            keys.add(new NamedExpression("~value" + keys.size(), value));
        }
        List<Aggregate> computed = withRows(others);
        AggregateStates first = new AggregateStates(keys, computed);
        NodeId grouped = builder.add(id -> new Aggregation(id, input, Phase.STATES, keys, computed, first.schema()));
        return addSecond(builder, grouped, first, new int[] {values}, Optional.empty());
    }

    private NodeId addExpanded(PlanBuilder builder, NodeId input) {
        Layout layout = new Layout(builder.node(input).schema());
        NodeId expanded = builder.add(id -> new Expand(id, input, layout.branches(), layout.schema()));
        InputColumn tag = layout.column(layout.tag());
        List<NamedExpression> keys = new ArrayList<>();
        for (int column = 0; column < layout.firstRaw(); column++) {
            keys.add(new NamedExpression(layout.column(column).name(), layout.column(column)));
        }
        List<Aggregate> plain = withRows(others.stream()
                .map(other -> other.map(layout::overRaw).where(isSet(tag, 0)))
                .toList());
        AggregateStates first = new AggregateStates(keys, plain);
        NodeId grouped = builder.add(id -> new Aggregation(id, expanded, Phase.STATES, keys, plain, first.schema()));
        return addSecond(builder, grouped, first, layout.firstValues(), Optional.of(tag));
    }

    /** Adds the aggregation of what the first has made distinct; each set's values are in the columns from its first on. */
    private NodeId addSecond(
            PlanBuilder builder, NodeId grouped, AggregateStates first, int[] firstValues, Optional<InputColumn> tag) {
        List<Aggregate> merging = new ArrayList<>(first.merging());
        List<Aggregate> second = new ArrayList<>();
        for (Aggregate aggregate : aggregation.aggregates()) {
            if (!aggregate.call().takesGroupedValues()) {
                second.add(merging.remove(0));
                continue;
            }
            int set = sets.indexOf(setOf(aggregate));
            List<Expression> values = new ArrayList<>();
            for (int value = 0; value < aggregate.arguments().size(); value++) {
                values.add(first.column(firstValues[set] + value));
            }
            if (aggregate.function().countsValues()) {
                values.add(
                        aggregate.call().isDistinct()
                                ? new Literal(1L, Type.BIGINT)
                                : first.column(first.schema().size() - 1));
            }
            second.add(new Aggregate(
                    aggregate.call().all(),
                    Aggregate.Input.ROWS,
                    values,
                    tag.map(column -> isSet(column, set + 1)),
                    aggregate.name(),
                    aggregate.type()));
        }
        int keyCount = aggregation.keys().size();
        return builder.add(id ->
                new Aggregation(id, grouped, Phase.SINGLE, first.keyColumns(keyCount), second, aggregation.schema()));
    }

    private static Expression isSet(InputColumn tag, int number) {
        return new Call(Function.EQUAL, List.of(tag, new Literal(number, Type.INT)), Type.BOOLEAN);
    }

    /** The columns of expanded rows: keys, the tag, the values of each set, and the input's columns that the other aggregates use. */
    private final class Layout {
        private final List<Field> fields = new ArrayList<>();
        private final int[] firstValues = new int[sets.size()];
        private final int firstRaw;
        private final BitSet raw = new BitSet();
        private final Schema input;

        Layout(Schema input) {
            this.input = input;
            aggregation.keys().forEach(key -> fields.add(key.field()));
            fields.add(new Field(TAG, Type.INT));
            for (int set = 0; set < sets.size(); set++) {
                firstValues[set] = fields.size();
                for (Expression value : sets.get(set).values()) {
                    fields.add(new Field("~value" + fields.size(), value.type()));
                }
            }
            firstRaw = fields.size();
            others.forEach(other -> other.expressions().forEach(used -> raw.or(Expressions.columns(used))));
            raw.stream().forEach(column -> fields.add(new Field("~input" + fields.size(), input.type(column))));
        }

        Schema schema() {
            return new Schema(fields);
        }

        InputColumn column(int index) {
            return new InputColumn(
                    index, fields.get(index).name(), fields.get(index).type());
        }

        int tag() {
            return aggregation.keys().size();
        }

        int firstRaw() {
            return firstRaw;
        }

        int[] firstValues() {
            return firstValues;
        }

        /** An expression over the input, over these rows. */
        Expression overRaw(Expression expression) {
            return Expressions.rewriteColumns(
                    expression,
                    column -> new InputColumn(
                            firstRaw + raw.get(0, column.index()).cardinality(), column.name(), column.type()));
        }

        List<Expand.Branch> branches() {
            List<Expand.Branch> branches = new ArrayList<>();
            // Without a branch for all rows a group whose rows all fail the filters would be missing.
            boolean allRowsElsewhere = aggregation.keys().isEmpty()
                    || sets.stream().anyMatch(set -> set.filter().isEmpty());
            if (!others.isEmpty() || !allRowsElsewhere) {
                branches.add(new Expand.Branch(Optional.empty(), columns(0)));
            }
            for (int set = 0; set < sets.size(); set++) {
                branches.add(new Expand.Branch(sets.get(set).filter(), columns(set + 1)));
            }
            return branches;
        }

        private List<Expression> columns(int tag) {
            List<Expression> columns = new ArrayList<>();
            aggregation.keys().forEach(key -> columns.add(key.expression()));
            columns.add(new Literal(tag, Type.INT));
            for (int set = 0; set < sets.size(); set++) {
                for (Expression value : sets.get(set).values()) {
                    columns.add(tag == set + 1 ? value : new Literal(null, value.type()));
                }
            }
            raw.stream()
                    .forEach(column -> columns.add(
                            tag == 0
                                    ? new InputColumn(
                                            column, input.field(column).name(), input.type(column))
                                    : new Literal(null, input.type(column))));
            return columns;
        }
    }
}
