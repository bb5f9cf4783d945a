package io.weft.plan;

import io.weft.expr.Expression;
import io.weft.expr.Expression.Call;
import io.weft.expr.Expressions;
import io.weft.expr.Function;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Values of the sides of inner joins that must all be equal, gathered from equalities of two: what is asked of one holds for all. A
 * list of such values is in the order in which they were met.
 */
final class EqualValues {
    /** A value of one side. */
    record Member(int side, Expression value) {}

    private final InnerJoins joins;
    private final List<List<Member>> classes = new ArrayList<>();

    EqualValues(InnerJoins joins) {
        this.joins = joins;
    }

    /** Takes in a condition; false where it is no equality of two sides. */
    boolean add(Expression condition) {
        if (!(condition instanceof Call call)
                || call.function() != Function.EQUAL
                || !call.argument(0).type().equals(call.argument(1).type())
                || !Expressions.neverFails(condition)) {
            return false;
        }
        Optional<Member> left = member(call.argument(0));
        Optional<Member> right = member(call.argument(1));
        if (left.isEmpty()
                || right.isEmpty()
                || left.get().side() == right.get().side()) {
            return false;
        }
        List<Member> both = classOf(left.get());
        List<Member> others = classOf(right.get());
        if (both != others) {
            both.addAll(others);
            classes.remove(others);
        }
        return true;
    }

    private Optional<Member> member(Expression value) {
        long sides = joins.sidesOf(value);
        return Long.bitCount(sides) == 1
                ? Optional.of(new Member(Long.numberOfTrailingZeros(sides), value))
                : Optional.empty();
    }

    private List<Member> classOf(Member member) {
        for (List<Member> known : classes) {
            if (known.contains(member)) {
                return known;
            }
        }
        List<Member> own = new ArrayList<>(List.of(member));
        classes.add(own);
        return own;
    }

    List<List<Member>> classes() {
        return classes;
    }

    /** The first value of a class that one of these sides has. */
    static Optional<Member> first(List<Member> members, long sides) {
        return members.stream()
                .filter(member -> (sides >> member.side() & 1) == 1)
                .findFirst();
    }

    /** What follows for a side from values of its own that must be equal. */
    List<Expression> within(int side) {
        List<Expression> equalities = new ArrayList<>();
        for (List<Member> members : classes) {
            List<Member> own =
                    members.stream().filter(member -> member.side() == side).toList();
            for (int other = 1; other < own.size(); other++) {
                equalities.add(
                        Expressions.equal(own.get(0).value(), own.get(other).value()));
            }
        }
        return equalities;
    }

    /** The same condition on one column of a side, asked of each equal column of the other sides. */
    List<Expression> carriedOver(Expression condition) {
        List<Expression> carried = new ArrayList<>();
        if (!Expressions.neverFails(condition) || Expressions.columns(condition).cardinality() != 1) {
            return carried;
        }
        int column = Expressions.columns(condition).nextSetBit(0);
        for (List<Member> members : classes) {
            boolean isAsked = members.stream()
                    .anyMatch(member ->
                            member.value() instanceof Expression.InputColumn input && input.index() == column);
            if (!isAsked) {
                continue;
            }
            for (Member member : members) {
                if (member.value() instanceof Expression.InputColumn input && input.index() != column) {
                    carried.add(Expressions.rewriteColumns(condition, any -> input));
                }
            }
        }
        return carried;
    }
}
