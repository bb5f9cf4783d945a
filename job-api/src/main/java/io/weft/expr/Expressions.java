package io.weft.expr;

import io.weft.expr.Expression.Call;
import io.weft.expr.Expression.Cast;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expression.Invoke;
import io.weft.expr.Expression.Literal;
import io.weft.expr.Expression.UserCall;
import io.weft.expr.Expression.Visitor;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Questions about expressions and ways to rewrite them, for the planner. */
public final class Expressions {
    private Expressions() {}

    /** The parts of a predicate that all must hold. */
    public static List<Expression> conjuncts(Expression predicate) {
        List<Expression> parts = new ArrayList<>();
        collectConjuncts(predicate, parts);
        return parts;
    }

    private static void collectConjuncts(Expression predicate, List<Expression> parts) {
        if (predicate instanceof Call call && call.function() == io.weft.expr.Function.AND) {
            call.arguments().forEach(argument -> collectConjuncts(argument, parts));
            return;
        }
        parts.add(predicate);
    }

    /** The predicate that holds where all parts hold. */
    public static Expression and(List<Expression> parts) {
        return parts.stream()
                .reduce((left, right) -> new Call(io.weft.expr.Function.AND, List.of(left, right), Type.BOOLEAN))
                .orElse(Literal.TRUE);
    }

    /** The expression in another type; itself where it has that type. */
    public static Expression cast(Expression expression, Type type) {
        return expression.type().equals(type) ? expression : new Cast(expression, type);
    }

    /** Whether the expression's values are values of the type without a cast of the author's. */
    public static boolean standsFor(Expression expression, Type type) {
        return Widening.commonType(List.of(expression, new Literal(null, type)))
                .filter(type::equals)
                .isPresent();
    }

    /** The predicate that holds where one part does, at least; there is one. */
    public static Expression or(List<Expression> parts) {
        return parts.stream()
                .reduce((left, right) -> new Call(io.weft.expr.Function.OR, List.of(left, right), Type.BOOLEAN))
                .orElse(Literal.FALSE);
    }

    /** The parts of a predicate of which one must hold. */
    public static List<Expression> disjuncts(Expression predicate) {
        if (predicate instanceof Call call && call.function() == io.weft.expr.Function.OR) {
            List<Expression> parts = new ArrayList<>();
            call.arguments().forEach(argument -> parts.addAll(disjuncts(argument)));
            return parts;
        }
        return List.of(predicate);
    }

    /** Whether two values of one type are equal. */
    public static Expression equal(Expression left, Expression right) {
        return new Call(io.weft.expr.Function.EQUAL, List.of(left, right), Type.BOOLEAN);
    }

    /** The same expression over columns that lie {@code by} places further on, or before where that is negative. */
    public static Expression shifted(Expression expression, int by) {
        return rewriteColumns(expression, column -> new InputColumn(column.index() + by, column.name(), column.type()));
    }

    /** The input columns that the expression reads. */
    public static BitSet columns(Expression expression) {
        BitSet columns = new BitSet();
        rewriteColumns(expression, column -> {
            columns.set(column.index());
            return column;
        });
        return columns;
    }

    /** Whether the expression has a value for every row, as far as is known without one. */
    public static boolean neverFails(Expression expression) {
        return expression.accept(Totality.VISITOR);
    }

    /** The same expression over other columns. */
    public static Expression rewriteColumns(Expression expression, Function<InputColumn, Expression> replacement) {
        return rewrite(expression, replacement, call -> call);
    }

    /** The same expression with other user functions. */
    public static Expression rewriteUserCalls(Expression expression, UnaryOperator<UserCall> replacement) {
        return rewrite(expression, column -> column, replacement);
    }

    /** Whether a user's function is part of it. */
    public static boolean hasUserCall(Expression expression) {
        List<UserCall> found = new ArrayList<>();
        rewriteUserCalls(expression, call -> {
            found.add(call);
            return call;
        });
        return !found.isEmpty();
    }

    private static Expression rewrite(
            Expression expression, Function<InputColumn, Expression> replacement, UnaryOperator<UserCall> calls) {
        return expression.accept(new Visitor<>() {
            @Override
            public Expression column(InputColumn column) {
                return replacement.apply(column);
            }

            @Override
            public Expression literal(Literal literal) {
                return literal;
            }

            @Override
            public Expression call(Call call) {
                List<Expression> arguments = call.arguments().stream()
                        .map(argument -> argument.accept(this))
                        .toList();
                return new Call(call.function(), arguments, call.type());
            }

            @Override
            public Expression cast(Cast cast) {
                return cast.of(cast.input().accept(this));
            }

            @Override
            public Expression invoke(Invoke invoke) {
                List<Expression> arguments = invoke.arguments().stream()
                        .map(argument -> argument.accept(this))
                        .toList();
                return invoke.of(arguments);
            }

            @Override
            public Expression userCall(UserCall call) {
                List<Expression> arguments = call.arguments().stream()
                        .map(argument -> argument.accept(this))
                        .toList();
                return calls.apply(new UserCall(call.function(), arguments, call.type()));
            }
        });
    }
}
