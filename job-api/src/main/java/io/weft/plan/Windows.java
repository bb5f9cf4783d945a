package io.weft.plan;

import io.weft.expr.Expression;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expressions;
import io.weft.expr.NamedExpression;
import io.weft.expr.SortColumn;
import io.weft.expr.Term;
import io.weft.expr.WindowColumn;
import io.weft.expr.WindowTerm;
import io.weft.type.Field;
import io.weft.type.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The functions over windows that stand in the terms of one step. While the terms are resolved each becomes a column; then the nodes that compute
 * these are added: one for each partitioning and order, so that functions over the same rows share one sort.
 */
final class Windows {
    private final PlanBuilder nodes;
    private final NodeId input;
    private final Schema schema;
    private final WindowTerms terms;

    /** The input's columns, then those computed of them that rows are divided or ordered by. */
    private final List<NamedExpression> prepared;

    private final List<Written> written = new ArrayList<>();

    /** The columns of functions by how they are written: one that is written again is computed once. */
    private final Map<Term.Over, Expression> known = new HashMap<>();

    /** One function. */
    private record Written(List<Integer> partition, List<SortColumn> order, WindowColumn column) {}

    /** Functions over rows in the same order. */
    private record Group(List<SortColumn> order, List<Integer> functions) {}

    /** @param terms over the columns of the input */
    Windows(PlanBuilder nodes, NodeId input, TermResolver terms) {
        this.nodes = nodes;
        this.input = input;
        this.schema = nodes.node(input).schema();
        this.terms = new WindowTerms(terms);
        this.prepared = new ArrayList<>(SetOperations.columns(schema));
    }

    /** The column that stands for the function until {@link #placed} tells where it is. */
    Expression add(Term.Over over) {
        return known.computeIfAbsent(over, this::addNew);
    }

    private Expression addNew(Term.Over over) {
        String name = "~window" + written.size();
        List<Integer> partition = over.window().partition().stream()
                .map(key -> prepare(terms.key(over, key)))
                .distinct()
                .sorted()
                .toList();
        List<SortColumn> order = new ArrayList<>();
        List<Expression> ordered = new ArrayList<>();
        for (WindowTerm.Key key : over.window().order()) {
            Expression value = terms.key(over, key.term());
            ordered.add(value);
            int column = prepare(value);
            // Of a column that comes again the first mention has decided.
            if (order.stream().noneMatch(earlier -> earlier.index() == column)) {
                order.add(new SortColumn(column, key.order()));
            }
        }
        WindowColumn column = terms.column(over, ordered, SetOperations.unused(schema, name));
        written.add(new Written(partition, order, column));
        return new InputColumn(schema.size() + written.size() - 1, name, column.type());
    }

    private int prepare(Expression value) {
        if (value instanceof InputColumn column) {
            return column.index();
        }
        for (int index = schema.size(); index < prepared.size(); index++) {
            if (prepared.get(index).expression().equals(value)) {
                return index;
            }
        }
        prepared.add(new NamedExpression(SetOperations.unused(schema, "~key" + prepared.size()), value));
        return prepared.size() - 1;
    }

    /**
     * Adds the nodes, and a projection to the step's columns.
     *
     * @param columns with what {@link #add} gave in them
     */
    NodeId place(List<NamedExpression> columns) {
        NodeId below = input;
        if (prepared.size() > schema.size()) {
            below = nodes.add(id -> new PlanNode.Project(id, input, prepared));
        }
        int[] places = new int[written.size()];
        for (Map.Entry<List<Integer>, List<Group>> partition : groups().entrySet()) {
            for (Group group : partition.getValue()) {
                below = add(below, partition.getKey(), group, places);
            }
        }
        List<NamedExpression> placed = columns.stream()
                .map(column -> new NamedExpression(column.name(), placed(column.expression(), places)))
                .toList();
        NodeId windowed = below;
        return nodes.add(id -> new PlanNode.Project(id, windowed, placed));
    }

    /** Those over unordered rows of a partition take them in whatever order another wants. */
    private Map<List<Integer>, List<Group>> groups() {
        Map<List<Integer>, List<Group>> groups = new LinkedHashMap<>();
        List<Integer> orderedFirst = IntStream.range(0, written.size())
                .boxed()
                .sorted((left, right) -> Boolean.compare(
                        written.get(left).order().isEmpty(),
                        written.get(right).order().isEmpty()))
                .toList();
        for (int number : orderedFirst) {
            Written function = written.get(number);
            List<Group> known = groups.computeIfAbsent(function.partition(), key -> new ArrayList<>());
            known.stream()
                    .filter(group -> function.order().isEmpty() || group.order().equals(function.order()))
                    .findFirst()
                    .orElseGet(() -> {
                        Group group = new Group(function.order(), new ArrayList<>());
                        known.add(group);
                        return group;
                    })
                    .functions()
                    .add(number);
        }
        return groups;
    }

    private NodeId add(NodeId below, List<Integer> partition, Group group, int[] places) {
        List<Field> fields = new ArrayList<>(nodes.node(below).schema().fields());
        List<WindowColumn> columns = new ArrayList<>();
        for (int number : group.functions()) {
            places[number] = fields.size();
            WindowColumn column = written.get(number).column();
            columns.add(column);
            fields.add(new Field(column.name(), column.type()));
        }
        return nodes.add(id -> new Window(id, below, partition, group.order(), columns, new Schema(fields)));
    }

    private Expression placed(Expression expression, int[] places) {
        return Expressions.rewriteColumns(
                expression,
                column -> column.index() < schema.size()
                        ? column
                        : new InputColumn(places[column.index() - schema.size()], column.name(), column.type()));
    }

    boolean isEmpty() {
        return written.isEmpty();
    }
}
