package io.weft.plan;

import io.weft.plan.JoinPlacement.Side;
import io.weft.plan.PlanNode.Exchange;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Brings rows that may match into one task: all of a small side to each task of the other, or both divided by their keys. The side that
 * is kept in memory is the smaller one, by the estimates.
 */
final class JoinExchanges {
    private final PlanBuilder builder;
    private final JoinPlacement join;
    private final HashedRows hashed;
    private final BitSet inOneTask;

    /**
     * @param hashed how rows are divided; takes in the join's
     * @param inOneTask the nodes whose rows are in one task; takes in the join
     */
    JoinExchanges(PlanBuilder builder, JoinPlacement join, HashedRows hashed, BitSet inOneTask) {
        this.builder = builder;
        this.join = join;
        this.hashed = hashed;
        this.inOneTask = inOneTask;
    }

    /**
     * Adds the join over its sides; gives it.
     *
     * @param leftBytes of the left side's rows, about
     * @param rightBytes of the right side's rows, about
     * @param mostBytes of a side that comes to all tasks
     */
    NodeId add(double leftBytes, double rightBytes, double mostBytes) {
        NodeId left = join.left().node();
        NodeId right = join.right().node();
        boolean isNullAware = join.kind() == JoinKind.NULL_AWARE_ANTI;
        boolean buildsLeft = !isNullAware && leftBytes < rightBytes;
        if (inOneTask.get(left.number()) && inOneTask.get(right.number())) {
            return inOneTask(left, right, buildsLeft);
        }
        boolean mayCopyRight = join.kind().worksByLeftRow();
        boolean mayCopyLeft = !isNullAware && join.kind().mirrored().worksByLeftRow();
        boolean prefersLeft = mayCopyLeft && (buildsLeft || !mayCopyRight);
        if (isNullAware || !join.hasKeys()) {
            if (!mayCopyRight && !mayCopyLeft) {
                return inOneTask(toOne(left), toOne(right), buildsLeft);
            }
            return prefersLeft ? copyLeft() : copyRight();
        }
        Division division = division();
        if (prefersLeft && leftBytes <= mostBytes && !division.keepsRight()) {
            return copyLeft();
        }
        if (mayCopyRight && rightBytes <= mostBytes && !division.keepsLeft()) {
            return copyRight();
        }
        return partitioned(division, buildsLeft);
    }

    private NodeId inOneTask(NodeId left, NodeId right, boolean buildsLeft) {
        NodeId joined = joined(left, right, buildsLeft);
        inOneTask.set(joined.number());
        return joined;
    }

    private NodeId joined(NodeId left, NodeId right, boolean buildsLeft) {
        return buildsLeft
                ? join.mirrored(left, right, Join.Strategy.PARTITIONED)
                : join.straight(left, right, Join.Strategy.PARTITIONED);
    }

    private NodeId copyRight() {
        NodeId right = exchange(join.right().node(), new Partitioning.ToAll());
        return placedAs(join.left(), join.straight(join.left().node(), right, Join.Strategy.BROADCAST));
    }

    private NodeId copyLeft() {
        NodeId left = exchange(join.left().node(), new Partitioning.ToAll());
        return placedAs(join.right(), join.mirrored(left, join.right().node(), Join.Strategy.BROADCAST));
    }

    /** The rows of the join are where those of its probed side are, whose columns come first. */
    private NodeId placedAs(Side probed, NodeId joined) {
        inOneTask.set(joined.number(), inOneTask.get(probed.node().number()));
        hashed.add(joined, hashed.of(probed.node()));
        return joined;
    }

    /**
     * By which columns the sides are divided.
     *
     * @param left some or all of the left keys
     * @param right those that go with them
     * @param keepsLeft the left side is divided by them already
     * @param keepsRight the right side is
     */
    private record Division(List<Integer> left, List<Integer> right, boolean keepsLeft, boolean keepsRight) {}

    private Division division() {
        List<Integer> leftKeys = join.left().keys();
        List<Integer> rightKeys = join.right().keys();
        List<List<Integer>> ofLeft = hashed.of(join.left().node());
        List<List<Integer>> ofRight = hashed.of(join.right().node());
        Division best = new Division(leftKeys, rightKeys, false, false);
        for (List<Integer> columns : ofLeft) {
            if (leftKeys.containsAll(columns)) {
                List<Integer> others = counterparts(columns, leftKeys, rightKeys);
                boolean keepsBoth = ofRight.contains(others);
                if (keepsBoth || !best.keepsLeft()) {
                    best = new Division(columns, others, true, keepsBoth);
                }
            }
        }
        for (List<Integer> columns : ofRight) {
            if (!best.keepsLeft() && !best.keepsRight() && rightKeys.containsAll(columns)) {
                best = new Division(counterparts(columns, rightKeys, leftKeys), columns, false, true);
            }
        }
        return best;
    }

    private static List<Integer> counterparts(List<Integer> columns, List<Integer> keys, List<Integer> others) {
        return columns.stream().map(column -> others.get(keys.indexOf(column))).toList();
    }

    private NodeId partitioned(Division division, boolean buildsLeft) {
        NodeId left = join.left().node();
        NodeId right = join.right().node();
        List<List<Integer>> ofLeft = division.keepsLeft() ? hashed.of(left) : List.of(division.left());
        List<List<Integer>> ofRight = division.keepsRight() ? hashed.of(right) : List.of(division.right());
        NodeId joined = joined(
                division.keepsLeft() ? left : exchange(left, new Partitioning.Hash(division.left())),
                division.keepsRight() ? right : exchange(right, new Partitioning.Hash(division.right())),
                buildsLeft);
        int leftOffset = buildsLeft && join.kind().givesRight() ? width(right) : 0;
        int rightOffset = buildsLeft ? 0 : width(left);
        List<List<Integer>> lists = new ArrayList<>();
        // A row without a match has nulls on the other side, and is where its own key has brought it.
        if (!join.kind().keepsUnmatchedRight()) {
            lists.addAll(shifted(ofLeft, leftOffset));
        }
        if (!join.kind().keepsUnmatchedLeft() && join.kind().givesRight()) {
            lists.addAll(shifted(ofRight, rightOffset));
        }
        hashed.add(joined, lists);
        return joined;
    }

    private int width(NodeId node) {
        return builder.node(node).schema().size();
    }

    private static List<List<Integer>> shifted(List<List<Integer>> lists, int by) {
        return lists.stream()
                .map(list -> list.stream().map(column -> column + by).toList())
                .toList();
    }

    private NodeId toOne(NodeId input) {
        return inOneTask.get(input.number()) ? input : exchange(input, new Partitioning.ToOne());
    }

    private NodeId exchange(NodeId input, Partitioning partitioning) {
        return builder.add(id -> new Exchange(id, input, builder.node(input).schema(), partitioning));
    }
}
