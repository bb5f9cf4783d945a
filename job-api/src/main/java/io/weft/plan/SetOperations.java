package io.weft.plan;

import io.weft.expr.Aggregate;
import io.weft.expr.AggregateFunction;
import io.weft.expr.Expression;
import io.weft.expr.Expression.Call;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expression.Literal;
import io.weft.expr.Function;
import io.weft.expr.NamedExpression;
import io.weft.expr.Term;
import io.weft.plan.PlanNode.Aggregation;
import io.weft.plan.PlanNode.Aggregation.Phase;
import io.weft.plan.PlanNode.Filter;
import io.weft.plan.PlanNode.Project;
import io.weft.plan.Step.SetOperation.Kind;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Operations on datasets as sets of rows, made of groupings by all columns: there nulls are equal, as SQL wants it. Rows of both sides are
 * united, each with a mark of its side; the marks of each group say whether, or how often, it is in the result.
 */
final class SetOperations {
    private final PlanBuilder nodes;

    SetOperations(PlanBuilder nodes) {
        this.nodes = nodes;
    }

    /** The input's rows, each once. */
    NodeId distinct(NodeId input) {
        Schema schema = nodes.node(input).schema();
        return nodes.add(id -> new Aggregation(id, input, Phase.SINGLE, columns(schema), List.of(), schema));
    }

    /**
     * The rows of one side that the other has too, or has not.
     *
     * @param left with the very columns of {@code right}
     */
    NodeId combine(Kind kind, NodeId left, NodeId right) {
        Schema schema = nodes.node(left).schema();
        Marks marks = new Marks(unused(schema, "~left"), unused(schema, "~right"));
        NodeId markedLeft = mark(left, marks, 1, 0);
        NodeId markedRight = mark(right, marks, 0, 1);
        Schema marked = nodes.node(markedLeft).schema();
        NodeId union = nodes.add(id -> new Union(id, List.of(markedLeft, markedRight), marked));
        boolean counted = kind == Kind.INTERSECT_ALL || kind == Kind.EXCEPT_ALL;
        NodeId groups = group(union, schema, marks, counted ? AggregateFunction.SUM : AggregateFunction.MAX);
        NodeId kept = counted ? repeat(kind, groups) : filter(kind, groups);
        return nodes.add(id -> new Project(id, kept, columns(schema)));
    }

    /** The names of the columns that say which side a row is of. */
    private record Marks(String left, String right) {}

    private NodeId mark(NodeId input, Marks marks, int left, int right) {
        List<NamedExpression> columns =
                new ArrayList<>(columns(nodes.node(input).schema()));
        columns.add(new NamedExpression(marks.left(), number(left)));
        columns.add(new NamedExpression(marks.right(), number(right)));
        return nodes.add(id -> new Project(id, input, columns));
    }

    private NodeId group(NodeId union, Schema keys, Marks marks, AggregateFunction function) {
        TermResolver terms = new TermResolver(nodes.node(union).schema(), name -> Optional.empty());
        List<Field> fields = new ArrayList<>(keys.fields());
        List<Aggregate> aggregates = new ArrayList<>();
        for (String mark : List.of(marks.left(), marks.right())) {
            Term term = new Term.Aggregated(function, List.of(new Term.Name(mark)));
            Aggregate aggregate = terms.aggregate(new Term.Named(term, mark));
            aggregates.add(aggregate);
            fields.add(new Field(mark, aggregate.type()));
        }
        return nodes.add(id -> new Aggregation(id, union, Phase.SINGLE, columns(keys), aggregates, new Schema(fields)));
    }

    /** Keeps the groups that are on both sides, or on the left alone. */
    private NodeId filter(Kind kind, NodeId groups) {
        List<Expression> both = List.of(isMark(groups, 2, 1), isMark(groups, 1, kind == Kind.INTERSECT ? 1 : 0));
        Schema schema = nodes.node(groups).schema();
        return nodes.add(id -> new Filter(id, groups, schema, new Call(Function.AND, both, Type.BOOLEAN)));
    }

    /** Gives each group as often as both sides have it, or as the left has it more often. */
    private NodeId repeat(Kind kind, NodeId groups) {
        List<Expression> counts = List.of(fromEnd(groups, 2), fromEnd(groups, 1));
        List<Expression> copies =
                kind == Kind.INTERSECT_ALL ? counts : List.of(new Call(Function.SUBTRACT, counts, Type.BIGINT));
        return nodes.add(id -> new Repeat(id, groups, nodes.node(groups).schema(), copies));
    }

    private Expression isMark(NodeId groups, int fromEnd, int value) {
        return new Call(Function.EQUAL, List.of(fromEnd(groups, fromEnd), number(value)), Type.BOOLEAN);
    }

    /** A column by its place from the end; the last one's is 1. */
    private InputColumn fromEnd(NodeId node, int place) {
        Schema schema = nodes.node(node).schema();
        int column = schema.size() - place;
        return new InputColumn(column, schema.field(column).name(), schema.type(column));
    }

    private static Literal number(int value) {
        return new Literal(value, Type.INT);
    }

    /** The name, changed where the schema has it already. */
    static String unused(Schema schema, String name) {
        return schema.indexOf(name) < 0 ? name : unused(schema, name + "~");
    }

    /** All columns as they are. */
    static List<NamedExpression> columns(Schema schema) {
        List<NamedExpression> columns = new ArrayList<>();
        for (Field field : schema.fields()) {
            columns.add(new NamedExpression(field.name(), new InputColumn(columns.size(), field.name(), field.type())));
        }
        return columns;
    }
}
