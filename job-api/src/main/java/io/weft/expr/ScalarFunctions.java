package io.weft.expr;

import io.weft.error.ErrorCode;
import io.weft.error.NearestName;
import io.weft.error.WeftException;
import io.weft.expr.Expression.Invoke;
import io.weft.expr.Signature.Match;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All scalar functions there are. */
public final class ScalarFunctions {
    private static final Map<String, ScalarFunction> BY_NAME = new LinkedHashMap<>();

    static {
        List<ScalarFunction> functions = new ArrayList<>();
        functions.addAll(ConditionCatalog.functions());
        functions.addAll(TextCatalog.functions());
        functions.addAll(TextCatalog.patterns());
        functions.addAll(TextCatalog.encodings());
        functions.addAll(NumberCatalog.functions());
        functions.addAll(NumberCatalog.curves());
        functions.addAll(NumberCatalog.bits());
        functions.addAll(TimeCatalog.current());
        functions.addAll(TimeCatalog.parts());
        functions.addAll(TimeCatalog.arithmetic());
        functions.addAll(TimeCatalog.forms());
        functions.addAll(NestedCatalog.constructors());
        functions.addAll(NestedCatalog.accessors());
        for (ScalarFunction function : functions) {
            if (BY_NAME.put(function.name(), function) != null) {
                throw new IllegalStateException("Two functions are called " + function);
            }
        }
    }

    private ScalarFunctions() {}

    /** In the order of the document. */
    public static List<ScalarFunction> all() {
        return List.copyOf(BY_NAME.values());
    }

    public static Optional<ScalarFunction> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /**
     * The call of a function by its name, with the casts that its signature needs.
     *
     * @param arguments those of the term, resolved
     * @throws WeftException if there is no such function, or it does not take arguments of these types
     */
    public static Invoke resolve(Term.Invoke written, List<Expression> arguments) {
        ScalarFunction function = find(written.function())
                .orElseThrow(() -> new WeftException(
                        ErrorCode.INVALID_PLAN,
                        "Cannot compute %s: there is no function '%s'%s (docs/functions.md names those there are)",
                        written,
                        written.function(),
                        NearestName.hint(written.function(), BY_NAME.keySet())));
        Match best = null;
        for (Signature signature : function.signatures()) {
            Match match = signature.match(arguments).orElse(null);
            if (match != null && (best == null || match.casts() < best.casts())) {
                best = match;
            }
        }
        if (best == null) {
            throw mismatch(written, function, arguments);
        }
        return new Invoke(function, best.arguments(), best.result());
    }

    private static WeftException mismatch(Term.Invoke written, ScalarFunction function, List<Expression> arguments) {
        return new WeftException(
                ErrorCode.TYPE_MISMATCH,
                "Cannot compute %s: '%s' does not take %s; it takes %s (cast what is of another type)",
                written,
                function,
                arguments.stream()
                        .map(argument -> argument.type().toString())
                        .collect(Collectors.joining(", ", "(", ")")),
                function.signatures().stream().map(Signature::toString).collect(Collectors.joining(" or ")));
    }
}
