package io.weft.plan;

import io.weft.expr.Expression;
import io.weft.expr.Expression.Call;
import io.weft.expr.Expressions;
import io.weft.expr.Function;
import io.weft.plan.EqualValues.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which sides of inner joins have to do with each other, and how many rows joins of some of them give. Sides are bits of a number. */
final class JoinGraph {
    /** A condition over several sides that is no equality of two. */
    private record Spanning(Expression condition, long sides) {}

    private final InnerJoins joins;
    private final EqualValues equal;
    private final List<Estimate> sides;
    private final List<Spanning> spanning = new ArrayList<>();
    private final Map<Long, Double> rows = new HashMap<>();
    private final Estimate allColumns;

    /**
     * @param others conditions over several sides that {@code equal} does not have
     * @param sides estimates of the sides
     */
    JoinGraph(InnerJoins joins, EqualValues equal, List<Expression> others, List<Estimate> sides) {
        this.joins = joins;
        this.equal = equal;
        this.sides = List.copyOf(sides);
        others.forEach(condition -> spanning.add(new Spanning(condition, joins.sidesOf(condition))));
        Estimate all = sides.get(0);
        for (Estimate side : sides.subList(1, sides.size())) {
            all = all.beside(side, Double.MAX_VALUE);
        }
        this.allColumns = all;
    }

    int size() {
        return sides.size();
    }

    /** Whether an equality stands between one of these and one of those. */
    boolean isConnected(long some, long others) {
        return equal.classes().stream().anyMatch(members -> spans(members, some, others))
                || spanning.stream().anyMatch(each -> isEquality(each.condition()) && isMet(each, some, others));
    }

    /** Whether any condition stands between them. */
    boolean isRelated(long some, long others) {
        return isConnected(some, others) || spanning.stream().anyMatch(each -> isMet(each, some, others));
    }

    private static boolean isEquality(Expression condition) {
        return condition instanceof Call call && call.function() == Function.EQUAL;
    }

    private static boolean spans(List<Member> members, long some, long others) {
        return EqualValues.first(members, some).isPresent()
                && EqualValues.first(members, others).isPresent();
    }

    /** Whether a condition can be asked when these are joined, and not before. */
    private static boolean isMet(Spanning each, long some, long others) {
        long both = some | others;
        return (each.sides() & ~both) == 0 && (each.sides() & some) != 0 && (each.sides() & others) != 0;
    }

    /** What must hold where these are joined, over the columns of all sides. */
    List<Expression> conditions(long some, long others) {
        List<Expression> conditions = new ArrayList<>();
        for (List<Member> members : equal.classes()) {
            Optional<Member> left = EqualValues.first(members, some);
            Optional<Member> right = EqualValues.first(members, others);
            if (left.isPresent() && right.isPresent()) {
                conditions.add(Expressions.equal(left.get().value(), right.get().value()));
            }
        }
        spanning.stream().filter(each -> isMet(each, some, others)).forEach(each -> conditions.add(each.condition()));
        return conditions;
    }

    /** The bytes of a joined row's columns. */
    double width(long some) {
        double width = 1;
        for (int side = 0; side < sides.size(); side++) {
            if ((some >> side & 1) == 1) {
                width += sides.get(side).bytes() / sides.get(side).rows();
            }
        }
        return width;
    }

    /** The rows of the join of these, whatever the order. */
    double rows(long some) {
        Double known = rows.get(some);
        if (known == null) {
            known = Math.max(1, estimated(some));
            rows.put(some, known);
        }
        return known;
    }

    private double estimated(long some) {
        if (Long.bitCount(some) == 1) {
            return sides.get(Long.numberOfTrailingZeros(some)).rows();
        }
        long last = Long.highestOneBit(some);
        for (long left = some; left != 0; left &= ~Long.highestOneBit(left)) {
            long candidate = Long.highestOneBit(left);
            if (isConnected(some & ~candidate, candidate)) {
                last = candidate;
                break;
            }
        }
        long before = some & ~last;
        Estimate side = sides.get(Long.numberOfTrailingZeros(last));
        double selectivity = ofKeys(before, last, side);
        for (Spanning each : spanning) {
            if (isMet(each, before, last)) {
                selectivity *= Selectivity.of(each.condition(), allColumns);
            }
        }
        return rows(before) * side.rows() * selectivity;
    }

    /** Keys of several columns are together no more different than the rows of either side. */
    private double ofKeys(long before, long last, Estimate side) {
        double combinations = 1;
        double most = 1;
        for (List<Member> members : equal.classes()) {
            Optional<Member> left = EqualValues.first(members, before);
            Optional<Member> right = EqualValues.first(members, last);
            if (left.isPresent() && right.isPresent()) {
                double keys = ColumnStatistics.keys(values(left.get()), values(right.get()));
                combinations *= keys;
                double rows = sides.get(left.get().side()).rows();
                most = Math.max(Math.max(most, keys), Math.min(rows, side.rows()));
            }
        }
        return 1 / Math.min(combinations, most);
    }

    private ColumnStatistics values(Member member) {
        return Selectivity.values(member.value(), allColumns);
    }

    InnerJoins joins() {
        return joins;
    }
}
