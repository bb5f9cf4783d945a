package io.weft.expr;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A signature by a rule of its own.
 *
 * @param text for authors
 * @param rule gives nothing where arguments do not go with it
 */
record RuleSignature(String text, Function<List<Expression>, Optional<Match>> rule) implements Signature {
    @Override
    public Optional<Match> match(List<Expression> arguments) {
        return rule.apply(arguments);
    }

    @Override
    public String toString() {
        return text;
    }
}
