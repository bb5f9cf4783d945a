package io.weft.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function of the values of one row: what authors call it, what it takes and what it gives. How it is computed is the runners'
 * affair.
 *
 * @param name as users of Spark and Flink know it
 * @param signatures what it takes and gives, at least one
 * @param sentence what it does, for authors
 */
public record ScalarFunction(
        String name, Area area, List<Signature> signatures, NullRule nullRule, String sentence, Example example) {

    /** What a function is about; the chapters of the document. */
    public enum Area {
        CONDITIONS("Conditions"),
        TEXTS("Strings"),
        NUMBERS("Numbers"),
        TIMES("Dates and times"),
        NESTED("Lists, maps and structs");

        private final String title;

        Area(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /** What a function makes of nulls. */
    public enum NullRule {
        /** Null where an argument is null. */
        STRICT,
        /** What its sentence says. */
        OWN
    }

    /**
     * A computation without columns, and its result as a cast to string writes it.
     */
    public record Example(Term term, String result) {}

    public ScalarFunction {
        signatures = List.copyOf(signatures);
    }

    /** Writes a call over arguments that are written already. */
    String write(List<String> arguments) {
        return write(name, arguments);
    }

    /** Writes a call of the function with this name. */
    static String write(String name, List<String> arguments) {
        if (!name.equals(ConditionCatalog.CASE)) {
            return name + "(" + String.join(", ", arguments) + ")";
        }
        StringBuilder text = new StringBuilder("case");
        int pairs = arguments.size() / 2;
        for (int pair = 0; pair < pairs; pair++) {
            text.append(" when ").append(arguments.get(2 * pair));
            text.append(" then ").append(arguments.get(2 * pair + 1));
        }
        if (arguments.size() % 2 == 1) {
            text.append(" else ").append(arguments.get(arguments.size() - 1));
        }
        return text.append(" end").toString();
    }

    /** There is one function of a name. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ScalarFunction function && function.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
