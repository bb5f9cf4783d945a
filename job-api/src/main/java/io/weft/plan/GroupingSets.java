package io.weft.plan;

import io.weft.error.ErrorCode;
import io.weft.error.NearestName;
import io.weft.error.WeftException;
import io.weft.expr.Aggregate;
import io.weft.expr.Expression;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expression.Literal;
import io.weft.expr.NamedExpression;
import io.weft.expr.Term;
import io.weft.plan.PlanNode.Aggregation;
import io.weft.plan.PlanNode.Aggregation.Phase;
import io.weft.plan.PlanNode.Project;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Groups rows several times in one pass: each row is made one for each set of keys, with nulls for the keys that are not in the set, and
 * these are grouped by all keys and by the set. So a null that the data has stays apart from one that stands for all values.
 */
final class GroupingSets {
    private final PlanBuilder nodes;
    private final Step.GroupSets step;
    private final List<NamedExpression> keys;
    private final Schema input;
    /** The columns of the rows that are made: keys, for each whether it is left out, the set's number, and the input's columns. */
    private final Schema expanded;

    /**
     * @param keys over the input's columns
     */
    GroupingSets(PlanBuilder nodes, Step.GroupSets step, List<NamedExpression> keys, Schema input) {
        this.nodes = nodes;
        this.step = step;
        this.keys = keys;
        this.input = input;
        List<Field> fields = new ArrayList<>();
        keys.forEach(key ->
                fields.add(new Field("~key" + fields.size(), key.expression().type())));
        keys.forEach(key -> fields.add(new Field("~grouping" + fields.size(), Type.INT)));
        fields.add(new Field("~set", Type.INT));
        fields.addAll(input.fields());
        this.expanded = new Schema(fields);
    }

    /**
     * Adds the grouping of the input's rows.
     *
     * @param terms over {@link #expanded()}
     * @return the node with the keys and what the author asked for
     */
    NodeId add(NodeId rows, TermResolver terms) {
        List<Expand.Branch> branches = new ArrayList<>();
        step.sets().forEach(set -> branches.add(new Expand.Branch(Optional.empty(), branch(set, branches.size()))));
        NodeId expand = nodes.add(id -> new Expand(id, rows, branches, expanded));
        List<NamedExpression> groupKeys = columns(0, 2 * keys.size() + 1);
        List<Field> fields = new ArrayList<>();
        groupKeys.forEach(key -> fields.add(key.field()));
        List<Aggregate> aggregates = new ArrayList<>();
        List<NamedExpression> result = new ArrayList<>();
        for (int key = 0; key < keys.size(); key++) {
            result.add(new NamedExpression(keys.get(key).name(), column(key)));
        }
        for (Term term : step.aggregates()) {
            Term inner = term instanceof Term.Named named ? named.input() : term;
            if (inner instanceof Term.Grouping grouping) {
                result.add(new NamedExpression(term.defaultName(), column(keys.size() + keyOf(grouping))));
            } else {
                String name = "~aggregate" + aggregates.size();
                Aggregate aggregate = terms.aggregate(new Term.Named(inner, name));
                aggregates.add(aggregate);
                result.add(new NamedExpression(
                        term.defaultName(), new InputColumn(fields.size(), name, aggregate.type())));
                fields.add(new Field(name, aggregate.type()));
            }
        }
        NodeId groups =
                nodes.add(id -> new Aggregation(id, expand, Phase.SINGLE, groupKeys, aggregates, new Schema(fields)));
        return nodes.add(id -> new Project(id, groups, result));
    }

    Schema expanded() {
        return expanded;
    }

    private List<Expression> branch(List<Integer> set, int number) {
        List<Expression> columns = new ArrayList<>();
        for (int key = 0; key < keys.size(); key++) {
            Expression value = keys.get(key).expression();
            columns.add(set.contains(key) ? value : new Literal(null, value.type()));
        }
        for (int key = 0; key < keys.size(); key++) {
            columns.add(new Literal(set.contains(key) ? 0 : 1, Type.INT));
        }
        columns.add(new Literal(number, Type.INT));
        SetOperations.columns(input).forEach(column -> columns.add(column.expression()));
        return columns;
    }

    private int keyOf(Term.Grouping grouping) {
        List<String> names = keys.stream().map(NamedExpression::name).toList();
        int key = names.indexOf(grouping.key());
        if (key < 0) {
            throw new WeftException(
                    ErrorCode.COLUMN_NOT_FOUND,
                    "Cannot compute %s: the keys are %s%s",
                    grouping,
                    names,
                    NearestName.hint(grouping.key(), names));
        }
        return key;
    }

    private InputColumn column(int index) {
        return new InputColumn(index, expanded.field(index).name(), expanded.type(index));
    }

    private List<NamedExpression> columns(int from, int to) {
        List<NamedExpression> columns = new ArrayList<>();
        for (int index = from; index < to; index++) {
            columns.add(new NamedExpression(expanded.field(index).name(), column(index)));
        }
        return columns;
    }
}
