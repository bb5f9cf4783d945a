package io.weft.expr;

import io.weft.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Parameters one after the other, the last of which may be given again and again. */
final class PlainSignature implements Signature {
    private final List<Parameter> parameters;
    private final boolean repeating;
    private final String resultText;
    private final Function<List<Expression>, Type> result;

    private PlainSignature(
            List<Parameter> parameters, boolean repeating, String resultText, Function<List<Expression>, Type> result) {
        this.parameters = List.copyOf(parameters);
        this.repeating = repeating;
        this.resultText = resultText;
        this.result = result;
    }

    static PlainSignature of(Type result, Parameter... parameters) {
        return new PlainSignature(List.of(parameters), /* repeating= */ false, result.toString(), all -> result);
    }

    /** A signature whose result depends on the arguments, which are converted already. */
    static PlainSignature of(String resultText, Function<List<Expression>, Type> result, Parameter... parameters) {
        return new PlainSignature(List.of(parameters), /* repeating= */ false, resultText, result);
    }

    /** A signature whose result has the type of the first argument. */
    static PlainSignature ofSame(Parameter... parameters) {
        return of("the same", arguments -> arguments.get(0).type(), parameters);
    }

    /** The same, with the last parameter given once or more. */
    PlainSignature repeating() {
        return new PlainSignature(parameters, /* repeating= */ true, resultText, result);
    }

    @Override
    public Optional<Match> match(List<Expression> arguments) {
        boolean counts = repeating ? arguments.size() >= parameters.size() : arguments.size() == parameters.size();
        if (!counts) {
            return Optional.empty();
        }
        List<Expression> converted = new ArrayList<>();
        int casts = 0;
        for (int index = 0; index < arguments.size(); index++) {
            Parameter parameter = parameters.get(Math.min(index, parameters.size() - 1));
            Expression argument = arguments.get(index);
            if (!parameter.takes(argument)) {
                return Optional.empty();
            }
            Expression value = parameter.convert(argument);
            casts += value.equals(argument) ? 0 : 1;
            converted.add(value);
        }
        return Optional.of(new Match(converted, casts, result.apply(converted)));
    }

    @Override
    public String toString() {
        String inner = parameters.stream().map(Parameter::toString).collect(Collectors.joining(", "));
        return "(" + inner + (repeating ? ", …" : "") + ") → " + resultText;
    }
}
