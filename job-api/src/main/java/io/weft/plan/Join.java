package io.weft.plan;

import io.weft.expr.Expression;
import io.weft.expr.Expression.InputColumn;
import io.weft.type.Field;
import io.weft.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Brings together the rows of two sides that match.
 *
 * @param schema the columns of the sides that the kind gives, the left ones first
 */
public record Join(NodeId id, NodeId left, NodeId right, Matching matching, Strategy strategy, Schema schema)
        implements PlanNode {

    /** How the rows that may match come into one task. */
    public enum Strategy {
        /** Both sides are divided by their keys, or each comes to one task. */
        PARTITIONED,
        /** All rows of the right side come to each task of the left side; the kind keeps no right row that matches nothing. */
        BROADCAST
    }

    /**
     * Which rows match, and what becomes of them.
     *
     * @param leftKeys columns of the left side, each of the very type of the right key at its place
     * @param rightKeys columns of the right side
     * @param condition further, over the columns of the left side and, after them, those of the right
     */
    public record Matching(
            JoinKind kind, List<InputColumn> leftKeys, List<InputColumn> rightKeys, Optional<Expression> condition) {
        public Matching {
            leftKeys = List.copyOf(leftKeys);
            rightKeys = List.copyOf(rightKeys);
            if (leftKeys.size() != rightKeys.size()) {
                throw new IllegalArgumentException("Keys %s beside %s".formatted(leftKeys, rightKeys));
            }
        }

        /** Rows match by a condition alone. */
        public static Matching by(JoinKind kind, Optional<Expression> condition) {
            return new Matching(kind, List.of(), List.of(), condition);
        }
    }

    public JoinKind kind() {
        return matching.kind();
    }

    /** The columns of a join of these sides. */
    static Schema schema(JoinKind kind, Schema left, Schema right) {
        List<Field> fields = new ArrayList<>();
        if (kind.givesLeft()) {
            fields.addAll(left.fields());
        }
        if (kind.givesRight()) {
            fields.addAll(right.fields());
        }
        return new Schema(fields);
    }

    @Override
    public List<NodeId> inputs() {
        return List.of(left, right);
    }

    @Override
    public PlanNode with(NodeId newId, List<NodeId> inputs) {
        return new Join(newId, inputs.get(0), inputs.get(1), matching, strategy, schema);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.join(this);
    }

    @Override
    public String toString() {
        String keys = IntStream.range(0, matching.leftKeys().size())
                .mapToObj(key -> matching.leftKeys().get(key) + " = "
                        + matching.rightKeys().get(key))
                .collect(Collectors.joining(", "));
        return kind()
                + (strategy == Strategy.BROADCAST ? ", right side broadcast" : "")
                + (keys.isEmpty() ? "" : " by [" + keys + "]")
                + matching.condition().map(condition -> " where " + condition).orElse("");
    }
}
