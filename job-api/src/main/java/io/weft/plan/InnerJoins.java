package io.weft.plan;

import io.weft.expr.Expression;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expressions;
import io.weft.expr.NamedExpression;
import io.weft.plan.PlanNode.Project;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The inner joins of a plan that hang together, with nothing between them but selections of columns: their sides may be joined in any order.
 * Columns are numbered over all sides, one side after the other.
 */
final class InnerJoins {
    private final Plan plan;
    private final int[] readers;
    private final List<NodeId> sides = new ArrayList<>();
    /** For each side the number of its first column, and at last that of all columns. */
    private final List<Integer> firstColumns = new ArrayList<>(List.of(0));

    private final List<Expression> conditions = new ArrayList<>();
    private final List<Integer> output;

    private InnerJoins(Plan plan, int[] readers, Join top) {
        this.plan = plan;
        this.readers = readers;
        this.output = joined(top);
    }

    /** The joins of which this is the last. */
    static InnerJoins of(Plan plan, int[] readers, Join top) {
        return new InnerJoins(plan, readers, top);
    }

    /** The nodes of a plan that are within inner joins which go on above them. */
    static BitSet within(Plan plan, int[] readers) {
        BitSet within = new BitSet();
        for (int number = plan.nodes().size() - 1; number >= 0; number--) {
            PlanNode node = plan.nodes().get(number);
            if (isInner(node)) {
                node.inputs().forEach(input -> mark(plan, readers, plan.node(input), within));
            }
        }
        return within;
    }

    private static void mark(Plan plan, int[] readers, PlanNode node, BitSet within) {
        if (goesOn(plan, readers, node)) {
            within.set(node.id().number());
            if (node instanceof Project project) {
                mark(plan, readers, plan.node(project.input()), within);
            }
        }
    }

    private static boolean isInner(PlanNode node) {
        return node instanceof Join join && join.kind() == JoinKind.INNER;
    }

    /** Whether a side is itself made of inner joins. */
    private static boolean goesOn(Plan plan, int[] readers, PlanNode node) {
        if (readers[node.id().number()] > 1) {
            return false;
        }
        return isInner(node)
                || (node instanceof Project project
                        && project.columns().stream().allMatch(column -> column.expression() instanceof InputColumn)
                        && goesOn(plan, readers, plan.node(project.input())));
    }

    /** Takes a node in; gives the columns that its own are. */
    private List<Integer> taken(PlanNode node) {
        if (!goesOn(plan, readers, node)) {
            int first = firstColumns.get(sides.size());
            sides.add(node.id());
            firstColumns.add(first + node.schema().size());
            List<Integer> columns = new ArrayList<>();
            for (int column = 0; column < node.schema().size(); column++) {
                columns.add(first + column);
            }
            return columns;
        }
        if (node instanceof Project project) {
            List<Integer> below = taken(plan.node(project.input()));
            return project.columns().stream()
                    .map(NamedExpression::expression)
                    .map(column -> below.get(((InputColumn) column).index()))
                    .toList();
        }
        return joined((Join) node);
    }

    private List<Integer> joined(Join join) {
        List<Integer> columns = new ArrayList<>(taken(plan.node(join.left())));
        columns.addAll(taken(plan.node(join.right())));
        join.matching().condition().map(Disjunctions::conjuncts).orElse(List.of()).stream()
                .map(part -> Expressions.rewriteColumns(
                        part, column -> new InputColumn(columns.get(column.index()), column.name(), column.type())))
                .forEach(conditions::add);
        return columns;
    }

    /** The nodes that are joined, in the author's order. */
    List<NodeId> sides() {
        return sides;
    }

    /** What must hold, over the columns of all sides. */
    List<Expression> conditions() {
        return conditions;
    }

    /** The columns that the last join gives. */
    List<Integer> output() {
        return output;
    }

    int firstColumn(int side) {
        return firstColumns.get(side);
    }

    int columns() {
        return firstColumns.get(sides.size());
    }

    /** The side that a column is of. */
    int sideOf(int column) {
        int side = 0;
        while (firstColumns.get(side + 1) <= column) {
            side++;
        }
        return side;
    }

    /** The sides that an expression speaks of, as bits. */
    long sidesOf(Expression expression) {
        return Expressions.columns(expression).stream()
                .mapToLong(column -> 1L << sideOf(column))
                .reduce(0, (one, other) -> one | other);
    }
}
