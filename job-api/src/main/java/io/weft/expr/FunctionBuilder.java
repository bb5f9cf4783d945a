package io.weft.expr;

import io.weft.expr.ScalarFunction.Area;
import io.weft.expr.ScalarFunction.Example;
import io.weft.expr.ScalarFunction.NullRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down a function, sentence by sentence; the last is its example. */
final class FunctionBuilder {
    private final Area area;
    private final String name;
    private final List<Signature> signatures = new ArrayList<>();
    private NullRule nullRule = NullRule.STRICT;
    private String sentence = "";

    FunctionBuilder(Area area, String name) {
        this.area = area;
        this.name = name;
    }

    FunctionBuilder takes(Signature... given) {
        signatures.addAll(List.of(given));
        return this;
    }

    /** Says what the function makes of nulls itself, in its sentence. */
    FunctionBuilder minding(NullRule rule) {
        nullRule = rule;
        return this;
    }

    FunctionBuilder says(String text) {
        sentence = text;
        return this;
    }

    /**
     * Ends with an example.
     *
     * @param arguments terms and constants
     */
    ScalarFunction example(String result, @Nullable Object... arguments) {
        return new ScalarFunction(
                name, area, signatures, nullRule, sentence, new Example(call(name, arguments), result));
    }

    /** Ends with an example that is more than a call of the function. */
    ScalarFunction exampleOf(String result, Term term) {
        return new ScalarFunction(name, area, signatures, nullRule, sentence, new Example(term, result));
    }

    /** The call of a function with terms and constants. */
    static Term call(String function, @Nullable Object... arguments) {
        List<Term> terms = Arrays.stream(arguments).map(FunctionBuilder::term).toList();
        return new Term.Invoke(function, terms);
    }

    private static Term term(@Nullable Object value) {
        return value instanceof Term term ? term : new Term.Constant(Constants.literal(value));
    }
}
