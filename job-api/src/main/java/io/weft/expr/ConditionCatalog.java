package io.weft.expr;

import static io.weft.expr.FunctionBuilder.call;

import io.weft.expr.Expression.Literal;
import io.weft.expr.ScalarFunction.Area;
import io.weft.expr.ScalarFunction.NullRule;
import io.weft.type.Type;
import java.util.List;

/** Functions that choose between values. */
final class ConditionCatalog {
    static final String CASE = "case";

    private static final int ANY_NUMBER = Integer.MAX_VALUE;
    private static final Term NO_STRING = new Term.Constant(new Literal(null, Type.STRING));
    private static final Term NO_INT = new Term.Constant(new Literal(null, Type.INT));

    private ConditionCatalog() {}

    static List<ScalarFunction> functions() {
        return List.of(
                own(CASE)
                        .takes(SameTypeSignature.pairs(
                                "(condition boolean, value T, …, [otherwise T]) → T", ANY_NUMBER))
                        .says(
                                "The value behind the first condition that is true, else the last value, else null. What is not chosen"
                                        + " is not computed. Written `when(c, v).otherwise(w)`.")
                        .example("small", test(5, 10), "small", "large"),
                own("if")
                        .takes(SameTypeSignature.pairs("(condition boolean, value T, [otherwise T]) → T", 3))
                        .says(
                                "The first value where the condition is true; the second, or null, where it is false or null.")
                        .example("large", test(12, 10), "small", "large"),
                own("coalesce")
                        .takes(SameTypeSignature.values("(value T, …) → T", 1, ANY_NUMBER))
                        .says("The first value that is not null; those behind it are not computed.")
                        .example("none", NO_STRING, "none"),
                own("ifnull")
                        .takes(SameTypeSignature.values("(value T, replacement T) → T", 2, 2))
                        .says("The replacement where the value is null.")
                        .example("0", NO_INT, 0),
                own("nullif")
                        .takes(SameTypeSignature.values("(value T, unwanted T) → T", 2, 2)
                                .compared())
                        .says("Null where the two are equal, else the first.")
                        .example("null", "n/a", "n/a"),
                own("greatest")
                        .takes(SameTypeSignature.values("(value T, value T, …) → T", 2, ANY_NUMBER)
                                .compared())
                        .says("The greatest of the values that are not null; null where all are.")
                        .example("7", 3, 7, 5),
                own("least")
                        .takes(SameTypeSignature.values("(value T, value T, …) → T", 2, ANY_NUMBER)
                                .compared())
                        .says("The least of the values that are not null; null where all are.")
                        .example("3", 3, 7, 5),
                own("in")
                        .takes(SameTypeSignature.values("(value T, one T, …) → boolean", 2, ANY_NUMBER)
                                .gives(type -> Type.BOOLEAN)
                                .compared())
                        .says(
                                "Whether the value equals one of the others; null where it is null, and where it equals none and one of"
                                        + " them is null. Written `value.isIn(one, …)`.")
                        .example("true", "b", "a", "b"),
                own("equal_null")
                        .takes(SameTypeSignature.values("(value T, other T) → boolean", 2, 2)
                                .gives(type -> Type.BOOLEAN)
                                .compared())
                        .says("Whether both are equal or both null; never null.")
                        .example("true", NO_INT, call("nullif", 1, 1)));
    }

    private static FunctionBuilder own(String name) {
        return new FunctionBuilder(Area.CONDITIONS, name).minding(NullRule.OWN);
    }

    private static Term test(int left, int right) {
        return new Term.Apply(
                Function.LESS,
                List.of(new Term.Constant(Constants.literal(left)), new Term.Constant(Constants.literal(right))));
    }
}
