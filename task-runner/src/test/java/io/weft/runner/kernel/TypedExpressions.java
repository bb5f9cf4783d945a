package io.weft.runner.kernel;

import io.weft.expr.DecimalRules;
import io.weft.expr.Expression;
import io.weft.expr.Expression.Call;
import io.weft.expr.Expression.Cast;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expression.Literal;
import io.weft.expr.Function;
import io.weft.expr.Misfit;
import io.weft.runner.vector.Bytes;
import io.weft.type.DecimalType;
import io.weft.type.SimpleType;
import io.weft.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds expressions as the resolver would: with the casts that kernels may expect. */
final class TypedExpressions {
    private TypedExpressions() {}

    static InputColumn column(int index, Type type) {
        return new InputColumn(index, "c" + index, type);
    }

    static Literal literal(@Nullable Object value, Type type) {
        return new Literal(value instanceof Bytes bytes ? bytes.array() : value, type);
    }

    static Expression cast(Expression input, Type type) {
        return input.type().equals(type) ? input : new Cast(input, type);
    }

    static Expression tryCast(Expression input, Type type) {
        return input.type().equals(type) ? input : new Cast(input, type, Misfit.IS_NULL);
    }

    static Call logic(Function function, Expression... arguments) {
        return new Call(function, List.of(arguments), Type.BOOLEAN);
    }

    static Call compare(Function function, Expression left, Expression right) {
        List<Expression> sides = left.type().equals(right.type()) ? List.of(left, right) : promoted(left, right);
        return new Call(function, sides, Type.BOOLEAN);
    }

    static Call negate(Expression input) {
        return new Call(Function.NEGATE, List.of(input), input.type());
    }

    static Call arithmetic(Function function, Expression left, Expression right) {
        List<Expression> sides = promoted(left, right);
        if (sides.get(0).type() instanceof DecimalType first && sides.get(1).type() instanceof DecimalType second) {
            return new Call(function, sides, DecimalRules.result(function, first, second));
        }
        if (function == Function.DIVIDE) {
            return new Call(
                    function, List.of(cast(sides.get(0), Type.DOUBLE), cast(sides.get(1), Type.DOUBLE)), Type.DOUBLE);
        }
        return new Call(function, sides, sides.get(0).type());
    }

    private static List<Expression> promoted(Expression left, Expression right) {
        if (left.type().equals(right.type())) {
            return List.of(left, right);
        }
        if (isFloating(left.type()) || isFloating(right.type())) {
            return List.of(cast(left, Type.DOUBLE), cast(right, Type.DOUBLE));
        }
        if (left.type() instanceof DecimalType || right.type() instanceof DecimalType) {
            return List.of(asDecimal(left), asDecimal(right));
        }
        Type type = ((SimpleType) left.type()).compareTo((SimpleType) right.type()) < 0 ? right.type() : left.type();
        return List.of(cast(left, type), cast(right, type));
    }

    private static boolean isFloating(Type type) {
        return type.equals(Type.FLOAT) || type.equals(Type.DOUBLE);
    }

    private static Expression asDecimal(Expression input) {
        return input.type() instanceof DecimalType ? input : cast(input, DecimalRules.ofInteger(input.type()));
    }
}
