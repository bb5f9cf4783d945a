package io.weft.expr;

import io.weft.type.Type;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which aggregate, with what is said about it beside its arguments.
 *
 * @param quantifier whether values that come again count again
 */
public record AggregateCall(AggregateFunction function, Quantifier quantifier) {
    /** Whether values that come again count again. */
    public enum Quantifier {
        ALL,
        DISTINCT
    }

    public AggregateCall {
        if (function.ignoresRepetition()) {
            quantifier = Quantifier.ALL;
        }
    }

    /** The aggregate over all values. */
    public static AggregateCall of(AggregateFunction function) {
        return new AggregateCall(function, Quantifier.ALL);
    }

    public boolean isDistinct() {
        return quantifier == Quantifier.DISTINCT;
    }

    /** The same where values that come again do not count again. */
    public AggregateCall distinct() {
        return new AggregateCall(function, Quantifier.DISTINCT);
    }

    /** The types over arguments of these types. */
    public AggregateSignature signature(List<Type> arguments) {
        return function.signature(arguments);
    }

    /** Writes the call over arguments that are written already. */
    String write(List<?> arguments) {
        String inner = arguments.isEmpty()
                ? "*"
                : arguments.stream().map(Object::toString).collect(Collectors.joining(", "));
        return function + "(" + (isDistinct() ? "distinct " : "") + inner + ")";
    }
}
