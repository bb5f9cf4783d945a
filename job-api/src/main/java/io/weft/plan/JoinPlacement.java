package io.weft.plan;

import io.weft.expr.Expression;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expressions;
import io.weft.expr.NamedExpression;
import io.weft.type.Field;
import io.weft.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.IntUnaryOperator;

/** A join as it will run: its keys are columns, and either side may be the right one, which is kept in memory. */
final class JoinPlacement {
    /** A side with columns for those of its keys that were none. */
    record Side(NodeId node, List<InputColumn> columns) {
        /** The places of the keys. */
        List<Integer> keys() {
            return columns.stream().map(InputColumn::index).toList();
        }
    }

    private final PlanBuilder builder;
    private final BiFunction<NodeId, List<NamedExpression>, NodeId> projector;
    private final Join join;
    private final Schema leftSchema;
    private final Schema rightSchema;
    private final List<Expression> others;
    private final Side left;
    private final Side right;

    /**
     * @param projector adds the computation of columns over a node
     * @param join as it was written: rows match by its condition
     */
    JoinPlacement(
            PlanBuilder builder,
            BiFunction<NodeId, List<NamedExpression>, NodeId> projector,
            Join join,
            List<NodeId> inputs) {
        this.builder = builder;
        this.projector = projector;
        this.join = join;
        this.leftSchema = builder.node(inputs.get(0)).schema();
        this.rightSchema = builder.node(inputs.get(1)).schema();
        List<Expression> parts =
                join.matching().condition().map(Disjunctions::conjuncts).orElse(List.of());
        EquiKeys keys = join.kind() == JoinKind.NULL_AWARE_ANTI
                ? new EquiKeys(
                        List.of(EquiKeys.member(parts.get(0), leftSchema.size()).orElseThrow()), List.of())
                : EquiKeys.of(parts, leftSchema.size());
        this.others = keys.others();
        this.left = side(
                inputs.get(0), keys.pairs().stream().map(EquiKeys.Pair::left).toList(), "~left");
        this.right = side(
                inputs.get(1), keys.pairs().stream().map(EquiKeys.Pair::right).toList(), "~right");
    }

    private Side side(NodeId input, List<Expression> keys, String name) {
        Schema schema = builder.node(input).schema();
        List<NamedExpression> columns = new ArrayList<>(SetOperations.columns(schema));
        List<InputColumn> places = new ArrayList<>();
        for (Expression key : keys) {
            if (key instanceof InputColumn column) {
                places.add(column);
            } else {
                String own = SetOperations.unused(rightSchema, SetOperations.unused(leftSchema, name + columns.size()));
                places.add(new InputColumn(columns.size(), own, key.type()));
                columns.add(new NamedExpression(own, key));
            }
        }
        return new Side(columns.size() == schema.size() ? input : projector.apply(input, columns), places);
    }

    JoinKind kind() {
        return join.kind();
    }

    Side left() {
        return left;
    }

    Side right() {
        return right;
    }

    boolean hasKeys() {
        return !left.columns().isEmpty();
    }

    /**
     * The join as its author has written it.
     *
     * @param newLeft has the rows of the left side
     * @param newRight has those of the right side
     */
    NodeId straight(NodeId newLeft, NodeId newRight, Join.Strategy strategy) {
        int more = builder.node(newLeft).schema().size() - leftSchema.size();
        Join.Matching matching = new Join.Matching(
                join.kind(),
                left.columns(),
                right.columns(),
                condition(column -> column < leftSchema.size() ? column : column + more));
        return add(newLeft, newRight, matching, strategy);
    }

    /** The same with the sides exchanged. */
    NodeId mirrored(NodeId newLeft, NodeId newRight, Join.Strategy strategy) {
        int first = builder.node(newRight).schema().size();
        Join.Matching matching = new Join.Matching(
                join.kind().mirrored(),
                right.columns(),
                left.columns(),
                condition(column -> column < leftSchema.size() ? first + column : column - leftSchema.size()));
        return add(newRight, newLeft, matching, strategy);
    }

    private Optional<Expression> condition(IntUnaryOperator place) {
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of(Expressions.rewriteColumns(
                        Expressions.and(others),
                        column -> new InputColumn(place.applyAsInt(column.index()), column.name(), column.type())));
    }

    private NodeId add(NodeId first, NodeId second, Join.Matching matching, Join.Strategy strategy) {
        Schema schema = Join.schema(
                matching.kind(),
                builder.node(first).schema(),
                builder.node(second).schema());
        return builder.add(id -> new Join(id, first, second, matching, strategy, schema));
    }

    /** The columns of the author's join in the rows of {@link #straight} or {@link #mirrored}, found by their names. */
    List<NamedExpression> columns(NodeId joined) {
        Schema schema = builder.node(joined).schema();
        List<NamedExpression> columns = new ArrayList<>();
        for (Field field : join.schema().fields()) {
            int place = schema.indexOf(field.name());
            columns.add(new NamedExpression(field.name(), new InputColumn(place, field.name(), field.type())));
        }
        return columns;
    }
}
