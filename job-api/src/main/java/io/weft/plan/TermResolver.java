package io.weft.plan;

import io.weft.error.ErrorCode;
import io.weft.error.NearestName;
import io.weft.error.WeftException;
import io.weft.expr.Aggregate;
import io.weft.expr.AggregateSignature;
import io.weft.expr.CastRules;
import io.weft.expr.DecimalRules;
import io.weft.expr.Expression;
import io.weft.expr.Expression.Call;
import io.weft.expr.Expression.Cast;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expression.Literal;
import io.weft.expr.Expression.UserCall;
import io.weft.expr.Function;
import io.weft.expr.NamedExpression;
import io.weft.expr.ScalarFunctions;
import io.weft.expr.Term;
import io.weft.type.DecimalType;
import io.weft.type.Schema;
import io.weft.type.SimpleType;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks up names and types of terms over one schema, and inserts the casts that docs/semantics.md allows. */
final class TermResolver {
    private final Schema input;
    private final java.util.function.Function<String, Optional<String>> unsupportedType;
    private final java.util.function.Function<Term.Over, Expression> windows;

    /** Resolves names of the input's columns; the function tells the type of one that is left out for its type. */
    TermResolver(Schema input, java.util.function.Function<String, Optional<String>> unsupportedType) {
        this(input, unsupportedType, over -> {
            throw new WeftException(
                    ErrorCode.INVALID_PLAN,
                    "Cannot use %s here: a function over a window stands in select or withColumn only"
                            + " (make it a column before, and use that here)",
                    over);
        });
    }

    private TermResolver(
            Schema input,
            java.util.function.Function<String, Optional<String>> unsupportedType,
            java.util.function.Function<Term.Over, Expression> windows) {
        this.input = input;
        this.unsupportedType = unsupportedType;
        this.windows = windows;
    }

    /** The same with what a function over a window becomes where it stands in another term. */
    TermResolver with(java.util.function.Function<Term.Over, Expression> newWindows) {
        return new TermResolver(input, unsupportedType, newWindows);
    }

    NamedExpression named(Term term) {
        Term inner = term instanceof Term.Named named ? named.input() : term;
        return new NamedExpression(term.defaultName(), resolve(inner));
    }

    Aggregate aggregate(Term term) {
        Term inner = term instanceof Term.Named named ? named.input() : term;
        if (inner instanceof Term.Grouping) {
            throw new WeftException(
                    ErrorCode.INVALID_PLAN,
                    "Cannot use %s beside the aggregates of groupBy: it leaves no key out (leave %s out, or group with rollup,"
                            + " cube or groupingSets)",
                    inner,
                    inner);
        }
        if (!(inner instanceof Term.Aggregated aggregated)) {
            throw new WeftException(
                    ErrorCode.INVALID_PLAN,
                    "Cannot aggregate %s: it is not an aggregate (use one, such as sum or any_value, or make it a key)",
                    term);
        }
        List<Expression> written =
                aggregated.arguments().stream().map(this::resolve).toList();
        if (aggregated.call().isDistinct()) {
            written.forEach(argument -> requireEquality(term, argument));
        }
        AggregateSignature signature = aggregated
                .call()
                .signature(written.stream().map(Expression::type).toList());
        List<Expression> arguments = new ArrayList<>();
        for (int index = 0; index < written.size(); index++) {
            arguments.add(cast(written.get(index), signature.arguments().get(index)));
        }
        return new Aggregate(
                aggregated.call(),
                Aggregate.Input.ROWS,
                arguments,
                aggregated.filter().map(this::predicate),
                term.defaultName(),
                signature.result());
    }

    private static void requireEquality(Term aggregate, Expression argument) {
        if (!argument.type().hasEquality()) {
            throw new WeftException(
                    ErrorCode.TYPE_MISMATCH,
                    "Cannot compute %s: %s is a %s, and maps are not equal or unequal (count what is in them)",
                    aggregate,
                    argument,
                    argument.type());
        }
    }

    Expression predicate(Term term) {
        Expression predicate = resolve(term);
        if (!predicate.type().equals(Type.BOOLEAN)) {
            throw new WeftException(
                    ErrorCode.TYPE_MISMATCH,
                    "Cannot filter by %s: it is a %s (a condition is a boolean)",
                    term,
                    predicate.type());
        }
        return predicate;
    }

    Expression resolve(Term term) {
        if (term instanceof Term.Name name) {
            return column(name.name());
        }
        if (term instanceof Term.Constant constant) {
            return constant.literal();
        }
        if (term instanceof Term.CastTo cast) {
            return explicitCast(cast, resolve(cast.input()));
        }
        if (term instanceof Term.Apply apply) {
            return call(apply, apply.arguments().stream().map(this::resolve).toList());
        }
        if (term instanceof Term.Invoke invoke) {
            return ScalarFunctions.resolve(
                    invoke, invoke.arguments().stream().map(this::resolve).toList());
        }
        if (term instanceof Term.UserCall call) {
            List<Expression> arguments =
                    call.arguments().stream().map(this::resolve).toList();
            return new UserCall(call.function(), arguments, call.type());
        }
        if (term instanceof Term.Named named) {
            return resolve(named.input());
        }
        if (term instanceof Term.Over over) {
            return windows.apply(over);
        }
        if (term instanceof Term.WindowCall) {
            throw new WeftException(
                    ErrorCode.INVALID_PLAN,
                    "Cannot use %s here: it needs a window (write .over(Window.partitionBy(...).orderBy(...)) after it)",
                    term);
        }
        if (term instanceof Term.Grouping) {
            throw new WeftException(
                    ErrorCode.INVALID_PLAN,
                    "Cannot use %s here: it stands beside the aggregates of rollup, cube or groupingSets only (move it there)",
                    term);
        }
        throw new WeftException(
                ErrorCode.INVALID_PLAN,
                "Cannot use %s here: an aggregate stands in aggregate(...) only, or over a window (write .over(...) after it)",
                term);
    }

    /**
     * The position of the column with this name, or of the only one that has it behind an alias; -1 where there is none.
     *
     * @throws WeftException where several have it
     */
    static int indexOf(Schema schema, String name) {
        int index = schema.indexOf(name);
        if (index >= 0) {
            return index;
        }
        List<String> candidates = schema.names().stream()
                .filter(candidate -> candidate.endsWith("." + name))
                .toList();
        if (candidates.size() > 1) {
            throw new WeftException(
                    ErrorCode.COLUMN_NOT_FOUND,
                    "Cannot choose a column '%s': it may be any of %s (write one of them)",
                    name,
                    candidates);
        }
        return candidates.isEmpty() ? -1 : schema.indexOf(candidates.get(0));
    }

    /** The input column with this name. */
    InputColumn column(String name) {
        int index = indexOf(input, name);
        if (index < 0) {
            unsupportedType.apply(name).ifPresent(type -> {
                throw new WeftException(
                        ErrorCode.TYPE_MISMATCH,
                        "Cannot use column '%s': its type is not supported yet: %s (leave it out)",
                        name,
                        type);
            });
            throw new WeftException(
                    ErrorCode.COLUMN_NOT_FOUND,
                    "Cannot find column '%s': the columns are %s%s",
                    name,
                    input.names(),
                    NearestName.hint(name, input.names()));
        }
        return new InputColumn(index, input.field(index).name(), input.type(index));
    }

    private static Expression call(Term.Apply written, List<Expression> arguments) {
        Function function = written.function();
        return switch (function.kind()) {
            case NULL_TEST -> new Call(function, arguments, Type.BOOLEAN);
            case LOGIC -> {
                for (Expression argument : arguments) {
                    if (!argument.type().equals(Type.BOOLEAN)) {
                        throw mismatch(written, arguments, "needs booleans");
                    }
                }
                yield new Call(function, arguments, Type.BOOLEAN);
            }
            case COMPARISON -> comparison(written, arguments);
            case ARITHMETIC -> arithmetic(written, arguments);
        };
    }

    private static Expression comparison(Term.Apply written, List<Expression> arguments) {
        Expression left = arguments.get(0);
        Expression right = arguments.get(1);
        if (left.type().isNested() || right.type().isNested()) {
            throw mismatch(written, arguments, "compares no lists, maps or structs: compare their elements or fields");
        }
        if (left.type().equals(right.type())) {
            return new Call(written.function(), arguments, Type.BOOLEAN);
        }
        if (!left.type().isNumeric() || !right.type().isNumeric()) {
            throw mismatch(written, arguments, "compares values of one type: cast one side, or write date(\"...\")");
        }
        return new Call(written.function(), promoted(left, right), Type.BOOLEAN);
    }

    private static Expression arithmetic(Term.Apply written, List<Expression> arguments) {
        for (Expression argument : arguments) {
            if (!argument.type().isNumeric()) {
                throw mismatch(written, arguments, "needs numbers");
            }
        }
        Function function = written.function();
        if (function == Function.NEGATE) {
            return new Call(function, arguments, arguments.get(0).type());
        }
        List<Expression> sides = promoted(arguments.get(0), arguments.get(1));
        Type left = sides.get(0).type();
        if (left instanceof DecimalType leftDecimal && sides.get(1).type() instanceof DecimalType rightDecimal) {
            return new Call(function, sides, DecimalRules.result(function, leftDecimal, rightDecimal));
        }
        if (function == Function.DIVIDE && !left.equals(Type.DOUBLE)) {
            return new Call(
                    function, List.of(cast(sides.get(0), Type.DOUBLE), cast(sides.get(1), Type.DOUBLE)), Type.DOUBLE);
        }
        return new Call(function, sides, left);
    }

    /** Both sides as numbers of one type, or both as decimals, each with its own precision and scale; a float beside anything else is a double. */
    private static List<Expression> promoted(Expression left, Expression right) {
        Type leftType = left.type();
        Type rightType = right.type();
        if (leftType.equals(rightType)) {
            return List.of(left, right);
        }
        if (isFloating(leftType) || isFloating(rightType)) {
            return List.of(cast(left, Type.DOUBLE), cast(right, Type.DOUBLE));
        }
        if (leftType instanceof DecimalType || rightType instanceof DecimalType) {
            return List.of(asDecimal(left), asDecimal(right));
        }
        Type wider = ((SimpleType) leftType).compareTo((SimpleType) rightType) < 0 ? rightType : leftType;
        return List.of(cast(left, wider), cast(right, wider));
    }

    private static boolean isFloating(Type type) {
        return type.equals(Type.FLOAT) || type.equals(Type.DOUBLE);
    }

    private static Expression asDecimal(Expression expression) {
        if (expression.type() instanceof DecimalType) {
            return expression;
        }
        if (expression instanceof Literal literal && literal.value() instanceof Number number) {
            BigDecimal value = BigDecimal.valueOf(number.longValue());
            return new Literal(value, Type.decimal(value.precision(), 0));
        }
        return cast(expression, DecimalRules.ofInteger(expression.type()));
    }

    private static Expression explicitCast(Term.CastTo written, Expression input) {
        CastRules.obstacle(input.type(), written.type()).ifPresent(obstacle -> {
            throw new WeftException(
                    ErrorCode.TYPE_MISMATCH,
                    "Cannot compute %s: %s (see docs/semantics.md for the casts there are)",
                    written,
                    obstacle);
        });
        return input.type().equals(written.type()) ? input : new Cast(input, written.type(), written.misfit());
    }

    private static Expression cast(Expression expression, Type type) {
        return expression.type().equals(type) ? expression : new Cast(expression, type);
    }

    private static WeftException mismatch(Term.Apply written, List<Expression> arguments, String rule) {
        return new WeftException(
                ErrorCode.TYPE_MISMATCH,
                "Cannot compute %s: the types are %s ('%s' %s)",
                written,
                arguments.stream().map(Expression::type).toList(),
                written.function().symbol(),
                rule);
    }
}
