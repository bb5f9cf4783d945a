package io.weft.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Searches the cheapest order of inner joins: of all there are where there are few sides, else by joining again and again what
 * gives the fewest rows. What no equality connects is joined last. Of equally cheap orders the one that is closer to the author's is taken.
 */
final class JoinSearch {
    /** With more sides there are too many orders to look at. */
    private static final int MOST_SIDES = 10;

    /** Rows that come to all tasks are copied so many times, about. */
    private static final double COPIES = 4;

    private final JoinGraph graph;
    private final double broadcastBytes;
    private final Map<Long, Tree> best = new HashMap<>();

    /** An order: a side alone, or a join of two. */
    record Tree(long sides, @Nullable Tree left, @Nullable Tree right, double cost) {}

    private JoinSearch(JoinGraph graph, double broadcastBytes) {
        this.graph = graph;
        this.broadcastBytes = broadcastBytes;
    }

    /**
     * The order to join all sides in.
     *
     * @param broadcastBytes a side of so many bytes at most comes to all tasks
     */
    static Tree of(JoinGraph graph, double broadcastBytes) {
        JoinSearch search = new JoinSearch(graph, broadcastBytes);
        return search.together(graph.size() <= MOST_SIDES ? search.bestOfAll() : search.greedy());
    }

    private List<Tree> sides() {
        List<Tree> sides = new ArrayList<>();
        for (int side = 0; side < graph.size(); side++) {
            sides.add(new Tree(1L << side, null, null, 0));
        }
        return sides;
    }

    /** The best tree of each part of the graph that hangs together. */
    private List<Tree> bestOfAll() {
        sides().forEach(side -> best.put(side.sides(), side));
        long all = (1L << graph.size()) - 1;
        for (long some = 1; some <= all; some++) {
            // Each half is looked at once: the left one has the first side of all.
            long first = Long.lowestOneBit(some);
            for (long right = (some - 1) & some; right != 0; right = (right - 1) & some) {
                if ((right & first) == 0) {
                    consider(some & ~right, right);
                }
            }
        }
        List<Tree> parts = new ArrayList<>();
        long left = all;
        while (left != 0) {
            long part = part(left);
            parts.add(best.get(part));
            left &= ~part;
        }
        return parts;
    }

    private void consider(long some, long others) {
        Tree left = best.get(some);
        Tree right = best.get(others);
        if (left == null || right == null || !graph.isConnected(some, others)) {
            return;
        }
        Tree joined = join(left, right);
        Tree known = best.get(joined.sides());
        if (known == null || joined.cost() < known.cost()) {
            best.put(joined.sides(), joined);
        }
    }

    /** All that hangs together with the first of these. */
    private long part(long some) {
        long part = Long.lowestOneBit(some);
        boolean grows = true;
        while (grows) {
            grows = false;
            for (long left = some & ~part; left != 0; left &= left - 1) {
                long side = Long.lowestOneBit(left);
                if (graph.isConnected(part, side)) {
                    part |= side;
                    grows = true;
                }
            }
        }
        return part;
    }

    private List<Tree> greedy() {
        List<Tree> trees = sides();
        while (true) {
            Tree next = null;
            int mergedLeft = 0;
            int mergedRight = 0;
            for (int left = 0; left < trees.size(); left++) {
                for (int right = left + 1; right < trees.size(); right++) {
                    Tree one = trees.get(left);
                    Tree other = trees.get(right);
                    if (graph.isConnected(one.sides(), other.sides())
                            && (next == null || graph.rows(one.sides() | other.sides()) < graph.rows(next.sides()))) {
                        next = join(one, other);
                        mergedLeft = left;
                        mergedRight = right;
                    }
                }
            }
            if (next == null) {
                return trees;
            }
            trees.remove(mergedRight);
            trees.set(mergedLeft, next);
        }
    }

    /** Joins the parts that nothing connects: those with conditions between them before others. */
    private Tree together(List<Tree> parts) {
        List<Tree> left = new ArrayList<>(parts);
        Tree all = left.remove(0);
        while (!left.isEmpty()) {
            Tree next = left.get(0);
            for (Tree candidate : left) {
                boolean isBetter =
                        !graph.isRelated(all.sides(), next.sides()) && graph.isRelated(all.sides(), candidate.sides());
                next = isBetter ? candidate : next;
            }
            left.remove(next);
            all = join(all, next);
        }
        return all;
    }

    private Tree join(Tree left, Tree right) {
        long sides = left.sides() | right.sides();
        double leftBytes = graph.rows(left.sides()) * graph.width(left.sides());
        double rightBytes = graph.rows(right.sides()) * graph.width(right.sides());
        double small = Math.min(leftBytes, rightBytes);
        double moved = small <= broadcastBytes ? COPIES * small : leftBytes + rightBytes;
        double rows = graph.rows(sides) * graph.width(sides) + leftBytes + rightBytes;
        return new Tree(sides, left, right, left.cost() + right.cost() + moved + rows + small);
    }
}
