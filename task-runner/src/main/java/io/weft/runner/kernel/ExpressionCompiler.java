package io.weft.runner.kernel;

import io.weft.expr.Expression;
import io.weft.expr.Expression.Call;
import io.weft.expr.Expression.Cast;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expression.Invoke;
import io.weft.expr.Expression.Literal;
import io.weft.expr.Expression.UserCall;
import io.weft.expr.Expression.Visitor;
import io.weft.expr.Function;
import io.weft.expr.ScalarFunction.NullRule;
import io.weft.runner.function.Kernel;
import io.weft.runner.function.Kernels;
import io.weft.type.DecimalType;
import io.weft.type.SimpleType;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Chooses the loops for an expression. */
final class ExpressionCompiler implements Visitor<Evaluator> {
    private final Set<Expression> common;
    private final Map<Expression, SharedEvaluator> sharedByExpression = new HashMap<>();
    private final List<SharedEvaluator> shared = new ArrayList<>();

    /**
     * @param common the expressions that are to be computed once
     */
    ExpressionCompiler(Set<Expression> common) {
        this.common = common;
    }

    static Evaluator compile(Expression expression) {
        return compileLowered(Lowering.of(expression));
    }

    /** The same for what {@link Lowering} has been through. */
    static Evaluator compileLowered(Expression expression) {
        return expression.accept(new ExpressionCompiler(Set.of()));
    }

    /** The evaluators of common expressions that were met, inner ones first. */
    List<SharedEvaluator> shared() {
        return List.copyOf(shared);
    }

    @Override
    public Evaluator column(InputColumn column) {
        int index = column.index();
        return batch -> batch.column(index);
    }

    @Override
    public Evaluator literal(Literal literal) {
        return Constant.of(literal);
    }

    @Override
    public Evaluator call(Call call) {
        SharedEvaluator known = sharedByExpression.get(call);
        return known != null ? known : remembered(call, unshared(call));
    }

    @Override
    public Evaluator cast(Cast cast) {
        SharedEvaluator known = sharedByExpression.get(cast);
        return known != null ? known : remembered(cast, unshared(cast));
    }

    @Override
    public Evaluator invoke(Invoke invoke) {
        SharedEvaluator known = sharedByExpression.get(invoke);
        return known != null ? known : remembered(invoke, unshared(invoke));
    }

    @Override
    public Evaluator userCall(UserCall call) {
        SharedEvaluator known = sharedByExpression.get(call);
        return known != null ? known : remembered(call, unshared(call));
    }

    private Evaluator unshared(UserCall call) {
        List<Evaluator> arguments =
                call.arguments().stream().map(argument -> argument.accept(this)).toList();
        return new UserCallEvaluator(call, arguments);
    }

    private Evaluator remembered(Expression expression, Evaluator evaluator) {
        if (!common.contains(expression)) {
            return evaluator;
        }
        SharedEvaluator once = new SharedEvaluator(evaluator);
        sharedByExpression.put(expression, once);
        shared.add(once);
        return once;
    }

    private Evaluator unshared(Call call) {
        if (call.function().kind() != Function.Kind.ARITHMETIC) {
            return condition(call);
        }
        return call.function() == Function.NEGATE ? negation(call) : arithmetic(call);
    }

    private Evaluator unshared(Cast cast) {
        if (cast.type().equals(Type.BOOLEAN) && cast.input().type().isNumeric()) {
            return condition(cast);
        }
        return Casts.compile(cast, cast.input().accept(this));
    }

    private Evaluator unshared(Invoke invoke) {
        if (MembershipTest.isFor(invoke)) {
            return condition(invoke);
        }
        if (Choices.isChoice(invoke)) {
            return new Choices(argument -> argument.accept(this)).compile(invoke);
        }
        List<Evaluator> arguments = invoke.arguments().stream()
                .map(argument -> argument.accept(this))
                .toList();
        return DecimalRounding.isFor(invoke)
                ? DecimalRounding.evaluator(invoke, arguments.get(0))
                : function(invoke, arguments);
    }

    private static Evaluator function(Invoke invoke, List<Evaluator> arguments) {
        Kernel kernel = Kernels.of(invoke)
                .orElseThrow(() -> new IllegalStateException("No kernel for " + invoke.function() + " in " + invoke));
        return invoke.function().nullRule() == NullRule.STRICT
                ? FunctionEvaluator.strict(arguments, kernel, invoke.type())
                : FunctionEvaluator.minding(arguments, kernel, invoke.type());
    }

    private Evaluator condition(Expression condition) {
        PredicateCompiler predicates = new PredicateCompiler(operand -> operand.accept(this));
        return new ConditionEvaluator(predicates.whereTrue(condition), predicates.whereFalse(condition));
    }

    private Evaluator arithmetic(Call call) {
        Failures failures = new Failures(call);
        Expression left = call.argument(0);
        Expression right = call.argument(1);
        if (call.type() instanceof DecimalType type) {
            if (call.function() == Function.ADD || call.function() == Function.SUBTRACT) {
                left = withScale(left, type.scale());
                right = withScale(right, type.scale());
            }
            return new DecimalArithmetic(
                    call.function(),
                    new DecimalArithmetic.Types((DecimalType) left.type(), (DecimalType) right.type(), type),
                    left.accept(this),
                    right.accept(this),
                    failures);
        }
        Evaluator first = left.accept(this);
        Evaluator second = right.accept(this);
        return switch ((SimpleType) call.type()) {
            case TINYINT, SMALLINT, INT ->
                new IntArithmetic(call.function(), first, second, IntegerLimits.of(call.type()), failures);
            case BIGINT -> new LongArithmetic(call.function(), first, second, failures);
            case FLOAT, DOUBLE -> new DoubleArithmetic(call.function(), first, second, call.type(), failures);
            default -> throw new IllegalArgumentException("Arithmetic that gives a " + call.type() + ": " + call);
        };
    }

    /** A literal with zeros appended, so that they are not appended for every row. */
    private static Expression withScale(Expression expression, int scale) {
        if (expression instanceof Literal literal
                && literal.value() instanceof BigDecimal value
                && value.scale() < scale
                && value.precision() - value.scale() + scale <= DecimalType.MAX_PRECISION) {
            BigDecimal scaled = value.setScale(scale);
            return new Literal(scaled, Type.decimal(Math.max(scaled.precision(), scale), scale));
        }
        return expression;
    }

    private Evaluator negation(Call call) {
        Failures failures = new Failures(call);
        Evaluator input = call.argument(0).accept(this);
        if (call.type() instanceof DecimalType) {
            return new DecimalMapping(input, Negation::decimals);
        }
        return switch ((SimpleType) call.type()) {
            case TINYINT, SMALLINT, INT -> {
                IntegerLimits limits = IntegerLimits.of(call.type());
                yield new IntMapping(
                        input, (vector, batch, out) -> Negation.ints(vector, limits, batch, out, failures));
            }
            case BIGINT -> new LongMapping(input, (vector, batch, out) -> Negation.longs(vector, batch, out, failures));
            case FLOAT, DOUBLE -> new DoubleMapping(input, Negation::doubles);
            default -> throw new IllegalArgumentException("Negation of a " + call.type() + ": " + call);
        };
    }
}
