package io.weft.expr;

import io.weft.expr.Expression.Literal;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * Which aggregate, with what is said about it beside its arguments.
 *
 * @param quantifier whether values that come again count again
 * @param parameters constants that say what is computed, such as a percentile's fraction
 * @param user the user's own aggregate, for {@link AggregateFunction#USER} alone
 */
public record AggregateCall(
        AggregateFunction function, Quantifier quantifier, List<Literal> parameters, Optional<UserAggregate> user) {
    /** Whether values that come again count again. */
    public enum Quantifier {
        ALL,
        DISTINCT
    }

    public AggregateCall {
        parameters = List.copyOf(parameters);
        if (function.ignoresRepetition()) {
            quantifier = Quantifier.ALL;
        } else if (function == AggregateFunction.COLLECT_SET) {
            quantifier = Quantifier.DISTINCT;
        }
        if (user.isPresent() != (function == AggregateFunction.USER)) {
            throw new IllegalArgumentException("%s of %s".formatted(function, user));
        }
    }

    /** The aggregate over all values. */
    public static AggregateCall of(AggregateFunction function, Literal... parameters) {
        return new AggregateCall(function, Quantifier.ALL, List.of(parameters), Optional.empty());
    }

    /** A user's own aggregate over all rows. */
    public static AggregateCall of(UserAggregate user) {
        return new AggregateCall(AggregateFunction.USER, Quantifier.ALL, List.of(), Optional.of(user));
    }

    public boolean isDistinct() {
        return quantifier == Quantifier.DISTINCT;
    }

    /** The same where values that come again do not count again. */
    public AggregateCall distinct() {
        return new AggregateCall(function, Quantifier.DISTINCT, parameters, user);
    }

    /** Whether its values have to be grouped before it can be computed: to be distinct, or to be counted. */
    public boolean takesGroupedValues() {
        return isDistinct() || function.countsValues();
    }

    /** The same over all of values that are distinct already. */
    public AggregateCall all() {
        AggregateFunction ofAll = function == AggregateFunction.COLLECT_SET ? AggregateFunction.COLLECT_LIST : function;
        return new AggregateCall(ofAll, Quantifier.ALL, parameters, user);
    }

    /** The same with the number that the function gives to a user's own aggregate that has none yet. */
    AggregateCall numbered(ToIntFunction<Object> number) {
        Optional<UserAggregate> numbered = user.map(
                own -> own.function().map(number::applyAsInt).map(own::numbered).orElse(own));
        return new AggregateCall(function, quantifier, parameters, numbered);
    }

    /** The types over arguments of these types. */
    public AggregateSignature signature(List<Type> arguments) {
        return user.map(own -> new AggregateSignature(arguments, own.state().types(), own.result()))
                .orElseGet(() -> function.signature(arguments));
    }

    /** Writes the call over arguments that are written already. */
    String write(List<?> arguments) {
        List<String> inner = new ArrayList<>();
        arguments.forEach(argument -> inner.add(argument.toString()));
        if (inner.isEmpty() && function == AggregateFunction.COUNT) {
            inner.add("*");
        }
        parameters.forEach(parameter -> inner.add(parameter.toString()));
        return user.map(UserAggregate::name).orElseGet(function::toString)
                + inner.stream()
                        .collect(Collectors.joining(
                                ", ",
                                isDistinct() && function != AggregateFunction.COLLECT_SET ? "(distinct " : "(",
                                ")"));
    }
}
