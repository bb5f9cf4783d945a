package io.weft.plan;

import io.weft.expr.Expression;
import io.weft.expr.Expressions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What follows from conditions that hold where one of several does. */
final class Disjunctions {
    private Disjunctions() {}

    /** The parts of a predicate that all must hold, with what is common to the alternatives of a part as parts of their own. */
    static List<Expression> conjuncts(Expression predicate) {
        List<Expression> parts = new ArrayList<>();
        for (Expression part : Expressions.conjuncts(predicate)) {
            parts.addAll(factored(part));
        }
        return parts;
    }

    private static List<Expression> factored(Expression part) {
        List<Expression> alternatives = Expressions.disjuncts(part);
        if (alternatives.size() < 2) {
            return List.of(part);
        }
        List<Expression> common = new ArrayList<>();
        for (Expression candidate : Expressions.conjuncts(alternatives.get(0))) {
            // What may fail could have been kept from failing by what stands before it.
            if (Expressions.neverFails(candidate)
                    && alternatives.stream()
                            .allMatch(alternative ->
                                    Expressions.conjuncts(alternative).contains(candidate))) {
                common.add(candidate);
            }
        }
        if (common.isEmpty()) {
            return List.of(part);
        }
        List<Expression> left = new ArrayList<>();
        for (Expression alternative : alternatives) {
            List<Expression> own = new ArrayList<>(Expressions.conjuncts(alternative));
            own.removeAll(common);
            if (own.isEmpty()) {
                return common;
            }
            left.add(Expressions.and(own));
        }
        common.add(Expressions.or(left));
        return common;
    }

    /**
     * A condition that follows from a part which speaks of more: of each alternative, what is of interest. None where the part is no
     * disjunction, or an alternative says nothing of interest.
     */
    static Optional<Expression> implied(Expression part, Predicate<Expression> isOfInterest) {
        List<Expression> alternatives = Expressions.disjuncts(part);
        if (alternatives.size() < 2) {
            return Optional.empty();
        }
        List<Expression> implied = new ArrayList<>();
        for (Expression alternative : alternatives) {
            List<Expression> own = Expressions.conjuncts(alternative).stream()
                    .filter(condition -> Expressions.neverFails(condition) && isOfInterest.test(condition))
                    .toList();
            if (own.isEmpty()) {
                return Optional.empty();
            }
            implied.add(Expressions.and(own));
        }
        return Optional.of(Expressions.or(implied));
    }
}
