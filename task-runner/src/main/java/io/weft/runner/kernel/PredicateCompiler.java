package io.weft.runner.kernel;

import io.weft.expr.Expression;
import io.weft.expr.Expression.Call;
import io.weft.expr.Expression.Invoke;
import io.weft.expr.Expression.Literal;
import io.weft.expr.Expressions;
import io.weft.expr.Function;
import java.util.ArrayList;
import java.util.List;

/** Chooses the loops for a condition. */
final class PredicateCompiler {
    private final java.util.function.Function<Expression, Evaluator> operands;

    /**
     * @param operands compiles what is not itself a condition
     */
    PredicateCompiler(java.util.function.Function<Expression, Evaluator> operands) {
        this.operands = operands;
    }

    /** Selects the rows for which the condition is true. */
    Predicate whereTrue(Expression condition) {
        return compile(NormalForm.ofTrue(condition));
    }

    /** Selects the rows for which the condition is false. */
    Predicate whereFalse(Expression condition) {
        return compile(NormalForm.ofFalse(condition));
    }

    private Predicate compile(Expression condition) {
        if (condition instanceof Literal literal) {
            return literal.equals(Literal.TRUE)
                    ? (batch, out) -> Positions.all(batch.selection(), batch.selectedCount(), out)
                    : (batch, out) -> 0;
        }
        if (condition instanceof Invoke invoke && MembershipTest.isFor(invoke)) {
            return MembershipTest.isIn(invoke, operands.apply(invoke.argument(0)));
        }
        if (!(condition instanceof Call call)) {
            return BooleanTest.isTrue(operands.apply(condition));
        }
        return switch (call.function()) {
            case AND -> conjunction(Expressions.conjuncts(call));
            case OR -> new Disjunction(compile(call.argument(0)), compile(call.argument(1)));
            case NOT -> negation(call.argument(0));
            case IS_NULL -> NullTest.isNull(operands.apply(call.argument(0)));
            case IS_NOT_NULL -> NullTest.isNotNull(operands.apply(call.argument(0)));
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> comparison(call);
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, NEGATE ->
                throw new IllegalArgumentException("Not a condition: " + call);
        };
    }

    private Predicate negation(Expression condition) {
        return condition instanceof Invoke invoke && MembershipTest.isFor(invoke)
                ? MembershipTest.isNotIn(invoke, operands.apply(invoke.argument(0)))
                : BooleanTest.isFalse(operands.apply(condition));
    }

    /** Neighbours that bound the same expression become one range, which is then computed once. */
    private Predicate conjunction(List<Expression> conditions) {
        List<Predicate> parts = new ArrayList<>();
        Bounds pending = null;
        for (Expression condition : conditions) {
            Bounds bounds = Bounds.of(condition);
            Bounds both = pending == null ? null : pending.and(bounds);
            if (both != null) {
                pending = both;
                continue;
            }
            if (pending != null) {
                parts.add(rangeTest(pending));
            }
            if (bounds == null) {
                parts.add(compile(condition));
            }
            pending = bounds;
        }
        if (pending != null) {
            parts.add(rangeTest(pending));
        }
        return new Conjunction(parts);
    }

    private Predicate rangeTest(Bounds bounds) {
        return RangeTest.within(operands.apply(bounds.input()), bounds.range());
    }

    private Predicate comparison(Call call) {
        boolean inside = call.function() != Function.NOT_EQUAL;
        Bounds bounds = Bounds.of(inside ? call.function() : Function.EQUAL, call);
        if (bounds != null) {
            Evaluator input = operands.apply(bounds.input());
            return inside ? RangeTest.within(input, bounds.range()) : RangeTest.outside(input, bounds.range());
        }
        Evaluator left = operands.apply(call.argument(0));
        Object constant = call.argument(1) instanceof Literal literal ? literal.value() : null;
        if (constant instanceof String || constant instanceof byte[]) {
            return new TextTest(left, call.function(), Constant.bytes(constant));
        }
        Signs signs = Signs.of(call.argument(0).type(), call.argument(1).type());
        return new PairTest(call.function(), left, operands.apply(call.argument(1)), signs);
    }
}
