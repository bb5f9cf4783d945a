package io.weft.expr;

import io.weft.expr.Expression.Call;
import io.weft.expr.Expression.Cast;
import io.weft.expr.Expression.InputColumn;
import io.weft.expr.Expression.Invoke;
import io.weft.expr.Expression.Literal;
import io.weft.expr.Expression.UserCall;
import io.weft.expr.Expression.Visitor;
import io.weft.type.DecimalType;
import io.weft.type.Type;
import java.util.Optional;
import java.util.Set;

/** Whether expressions have a value for every row, as far as is known without one. What may fail must not see rows that are kept from it. */
final class Totality implements Visitor<Boolean> {
    static final Totality VISITOR = new Totality();

    /** Functions that have a value whatever their arguments are. */
    private static final Set<String> TOTAL = Set.of(
            "length",
            "char_length",
            "upper",
            "lower",
            "trim",
            "ltrim",
            "rtrim",
            "startswith",
            "endswith",
            "contains",
            "year",
            "quarter",
            "month",
            "day");

    /** Functions that have a value whatever they are applied to, if their other arguments are constants without a backslash. */
    private static final Set<String> TOTAL_OF_CONSTANTS = Set.of("like", "substring");

    private Totality() {}

    @Override
    public Boolean column(InputColumn column) {
        return true;
    }

    @Override
    public Boolean literal(Literal literal) {
        return true;
    }

    @Override
    public Boolean call(Call call) {
        boolean computes = switch (call.function().kind()) {
            case COMPARISON, LOGIC, NULL_TEST -> true;
            case ARITHMETIC -> isRoomy(call);
        };
        return computes && call.arguments().stream().allMatch(argument -> argument.accept(this));
    }

    /** A decimal result whose type was not cut to the most digits there are has room for every value. */
    private static boolean isRoomy(Call call) {
        return switch (call.function()) {
            case ADD, SUBTRACT, MULTIPLY ->
                call.type() instanceof DecimalType decimal && decimal.precision() < DecimalType.MAX_PRECISION;
            default -> false;
        };
    }

    @Override
    public Boolean cast(Cast cast) {
        boolean fits = cast.misfit() == Misfit.IS_NULL || hasRoom(cast.input().type(), cast.type());
        return fits && cast.input().accept(this);
    }

    private static boolean hasRoom(Type from, Type to) {
        if (Widening.exists(from, to)) {
            return true;
        }
        Optional<DecimalType> digits = from.isInteger()
                ? Optional.of(DecimalRules.ofInteger(from))
                : Optional.of(from).filter(DecimalType.class::isInstance).map(DecimalType.class::cast);
        return to instanceof DecimalType wide
                && digits.isPresent()
                && wide.scale() >= digits.get().scale()
                && wide.precision() - wide.scale()
                        >= digits.get().precision() - digits.get().scale();
    }

    @Override
    public Boolean invoke(Invoke invoke) {
        String name = invoke.function().name();
        boolean computes = invoke.function().area() == ScalarFunction.Area.CONDITIONS
                || TOTAL.contains(name)
                || (TOTAL_OF_CONSTANTS.contains(name) && hasPlainConstants(invoke));
        return computes && invoke.arguments().stream().allMatch(argument -> argument.accept(this));
    }

    private static boolean hasPlainConstants(Invoke invoke) {
        return invoke.arguments().stream()
                .skip(1)
                .allMatch(argument -> argument instanceof Literal literal
                        && (literal.value() instanceof String text
                                ? text.indexOf('\\') < 0
                                : literal.value() instanceof Number number && number.longValue() > 0));
    }

    @Override
    public Boolean userCall(UserCall call) {
        return false;
    }
}
