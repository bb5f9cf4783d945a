package io.weft.expr;

import io.weft.expr.Expression.Literal;
import io.weft.type.DecimalType;
import io.weft.type.SimpleType;
import io.weft.type.Type;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One place among a function's arguments. */
final class Parameter {
    private final String name;
    private final String kind;
    private final Predicate<Type> takes;
    private final @Nullable Type converted;
    private final boolean constant;

    private Parameter(String name, String kind, Predicate<Type> takes, @Nullable Type converted, boolean constant) {
        this.name = name;
        this.kind = kind;
        this.takes = takes;
        this.converted = converted;
        this.constant = constant;
    }

    /** Takes the type, and what widens to it without a loss that matters. */
    static Parameter of(String name, Type type) {
        return new Parameter(name, type.toString(), given -> Widening.exists(given, type), type, /* constant= */ false);
    }

    /** Takes what the test accepts, as it is; {@code kind} is the word for that. */
    static Parameter of(String name, String kind, Predicate<Type> test) {
        return new Parameter(name, kind, test, null, /* constant= */ false);
    }

    /** Takes any type whose values have no parts. */
    static Parameter flat(String name) {
        return of(name, "any", type -> type instanceof SimpleType || type instanceof DecimalType);
    }

    static Parameter number(String name) {
        return of(name, "number", Type::isNumeric);
    }

    /** Takes a date or a timestamp of either type. */
    static Parameter dayOrTime(String name) {
        return of(
                name,
                "date or time",
                type -> type.equals(Type.DATE) || type.equals(Type.TIMESTAMP) || type.equals(Type.TIMESTAMP_NTZ));
    }

    /** The same, but it takes literals alone: the result's type depends on the value. */
    Parameter constant() {
        return new Parameter(name, "constant " + kind, takes, converted, /* constant= */ true);
    }

    boolean takes(Expression argument) {
        boolean value = !constant || (argument instanceof Literal literal && literal.value() != null);
        return value && takes.test(argument.type());
    }

    /** An argument that it takes, in the type to compute with. */
    Expression convert(Expression argument) {
        return converted == null ? argument : Expressions.cast(argument, converted);
    }

    @Override
    public String toString() {
        return name + " " + kind;
    }
}
