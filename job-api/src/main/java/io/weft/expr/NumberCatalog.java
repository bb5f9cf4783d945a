package io.weft.expr;

import io.weft.expr.ScalarFunction.Area;
import io.weft.expr.ScalarFunction.NullRule;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.util.List;

/** Functions of numbers. */
final class NumberCatalog {
    private NumberCatalog() {}

    static List<ScalarFunction> functions() {
        return List.of(
                function("abs")
                        .takes(PlainSignature.ofSame(Parameter.number("value")))
                        .says("The magnitude; that of the least integer of a type is an error.")
                        .example("5", -5),
                function("sign")
                        .takes(PlainSignature.of(Type.DOUBLE, real("value")))
                        .says("1, 0 or -1.")
                        .example("-1.0", -3),
                function("ceil")
                        .takes(PlainSignature.of("bigint or decimal", RoundingRules::whole, Parameter.number("value")))
                        .says("The least whole number not below: a bigint, of a decimal a decimal.")
                        .example("3", 2.1),
                function("floor")
                        .takes(PlainSignature.of("bigint or decimal", RoundingRules::whole, Parameter.number("value")))
                        .says("The greatest whole number not above: a bigint, of a decimal a decimal.")
                        .example("-3", -2.1),
                function("round")
                        .takes(
                                PlainSignature.of("number", RoundingRules::result, Parameter.number("value")),
                                PlainSignature.of(
                                        "number",
                                        RoundingRules::result,
                                        Parameter.number("value"),
                                        Parameter.of("digits", Type.INT).constant()))
                        .says(
                                "Rounded half up to so many digits after the point, or before it where negative; a double by its"
                                        + " shortest text.")
                        .example("2.35", new BigDecimal("2.345"), 2),
                function("bround")
                        .takes(
                                PlainSignature.of("number", RoundingRules::result, Parameter.number("value")),
                                PlainSignature.of(
                                        "number",
                                        RoundingRules::result,
                                        Parameter.number("value"),
                                        Parameter.of("digits", Type.INT).constant()))
                        .says("The same, but a half goes to the even neighbour.")
                        .example("2.34", new BigDecimal("2.345"), 2),
                function("truncate")
                        .takes(
                                PlainSignature.of("number", RoundingRules::result, Parameter.number("value")),
                                PlainSignature.of(
                                        "number",
                                        RoundingRules::result,
                                        Parameter.number("value"),
                                        Parameter.of("digits", Type.INT).constant()))
                        .says("The same, but towards zero.")
                        .example("-2.34", new BigDecimal("-2.349"), 2),
                function("pmod")
                        .takes(
                                PlainSignature.of(
                                        Type.INT,
                                        Parameter.of("dividend", Type.INT),
                                        Parameter.of("divisor", Type.INT)),
                                PlainSignature.of(
                                        Type.BIGINT,
                                        Parameter.of("dividend", Type.BIGINT),
                                        Parameter.of("divisor", Type.BIGINT)),
                                PlainSignature.of(
                                        Type.DOUBLE,
                                        Parameter.of("dividend", Type.DOUBLE),
                                        Parameter.of("divisor", Type.DOUBLE)))
                        .says("The remainder that is not negative where the divisor is positive: (a % b + b) % b.")
                        .example("2", -7, 3),
                function("div")
                        .takes(PlainSignature.of(
                                Type.BIGINT,
                                Parameter.of("dividend", Type.BIGINT),
                                Parameter.of("divisor", Type.BIGINT)))
                        .says("The quotient of two integers without its fraction.")
                        .example("-3", -7, 2),
                function("isnan")
                        .takes(PlainSignature.of(Type.BOOLEAN, real("value")))
                        .says("Whether the value is NaN.")
                        .example("false", 1.5),
                function("nanvl")
                        .takes(PlainSignature.of(Type.DOUBLE, real("value"), real("replacement")))
                        .says("The replacement where the value is NaN.")
                        .example("1.5", 1.5, 0.0));
    }

    /** Functions of doubles that have a curve. */
    static List<ScalarFunction> curves() {
        return List.of(
                function("sqrt")
                        .takes(PlainSignature.of(Type.DOUBLE, real("value")))
                        .says("The square root; of a negative number it is an error.")
                        .example("3.0", 9),
                function("cbrt")
                        .takes(PlainSignature.of(Type.DOUBLE, real("value")))
                        .says("The cube root.")
                        .example("3.0", 27),
                function("exp")
                        .takes(PlainSignature.of(Type.DOUBLE, real("value")))
                        .says("e to the power of the value.")
                        .example("1.0", 0),
                function("expm1")
                        .takes(PlainSignature.of(Type.DOUBLE, real("value")))
                        .says("exp(value) - 1, exact near 0.")
                        .example("0.0", 0),
                function("ln")
                        .takes(PlainSignature.of(Type.DOUBLE, real("value")))
                        .says("The natural logarithm; of 0 or less it is an error.")
                        .example("0.0", 1),
                function("log")
                        .takes(
                                PlainSignature.of(Type.DOUBLE, real("value")),
                                PlainSignature.of(Type.DOUBLE, real("base"), real("value")))
                        .says("The natural logarithm, or that to a base; of 0 or less it is an error.")
                        .example("3.0", 2, 8),
                function("log2")
                        .takes(PlainSignature.of(Type.DOUBLE, real("value")))
                        .says("The logarithm to the base 2.")
                        .example("10.0", 1024),
                function("log10")
                        .takes(PlainSignature.of(Type.DOUBLE, real("value")))
                        .says("The logarithm to the base 10.")
                        .example("3.0", 1000),
                function("log1p")
                        .takes(PlainSignature.of(Type.DOUBLE, real("value")))
                        .says("ln(value + 1), exact near 0.")
                        .example("0.0", 0),
                function("pow")
                        .takes(PlainSignature.of(Type.DOUBLE, real("base"), real("exponent")))
                        .says("The base to the power of the exponent.")
                        .example("1024.0", 2, 10),
                function("hypot")
                        .takes(PlainSignature.of(Type.DOUBLE, real("a"), real("b")))
                        .says("The square root of a² + b², without overflow on the way.")
                        .example("5.0", 3, 4),
                function("sin")
                        .takes(PlainSignature.of(Type.DOUBLE, real("angle")))
                        .says("The sine of an angle in radians.")
                        .example("0.0", 0),
                function("cos")
                        .takes(PlainSignature.of(Type.DOUBLE, real("angle")))
                        .says("The cosine.")
                        .example("1.0", 0),
                function("tan")
                        .takes(PlainSignature.of(Type.DOUBLE, real("angle")))
                        .says("The tangent.")
                        .example("0.0", 0),
                function("cot")
                        .takes(PlainSignature.of(Type.DOUBLE, real("angle")))
                        .says("The cotangent.")
                        .example("Infinity", 0),
                function("asin")
                        .takes(PlainSignature.of(Type.DOUBLE, real("value")))
                        .says("The angle of a sine; beyond -1 and 1 an error.")
                        .example("0.0", 0),
                function("acos")
                        .takes(PlainSignature.of(Type.DOUBLE, real("value")))
                        .says("The angle of a cosine; beyond -1 and 1 an error.")
                        .example("0.0", 1),
                function("atan")
                        .takes(PlainSignature.of(Type.DOUBLE, real("value")))
                        .says("The angle of a tangent.")
                        .example("0.0", 0),
                function("atan2")
                        .takes(PlainSignature.of(Type.DOUBLE, real("y"), real("x")))
                        .says("The angle of the point (x, y).")
                        .example("0.0", 0, 1),
                function("sinh")
                        .takes(PlainSignature.of(Type.DOUBLE, real("value")))
                        .says("The hyperbolic sine.")
                        .example("0.0", 0),
                function("cosh")
                        .takes(PlainSignature.of(Type.DOUBLE, real("value")))
                        .says("The hyperbolic cosine.")
                        .example("1.0", 0),
                function("tanh")
                        .takes(PlainSignature.of(Type.DOUBLE, real("value")))
                        .says("The hyperbolic tangent.")
                        .example("0.0", 0),
                function("degrees")
                        .takes(PlainSignature.of(Type.DOUBLE, real("angle")))
                        .says("Radians as degrees.")
                        .example("0.0", 0),
                function("radians")
                        .takes(PlainSignature.of(Type.DOUBLE, real("angle")))
                        .says("Degrees as radians.")
                        .example("3.141592653589793", 180),
                function("pi")
                        .takes(PlainSignature.of(Type.DOUBLE))
                        .says("The ratio of a circle's circumference to its diameter.")
                        .example("3.141592653589793"),
                function("e")
                        .takes(PlainSignature.of(Type.DOUBLE))
                        .says("The base of the natural logarithm.")
                        .example("2.718281828459045"));
    }

    /** Functions of the bits of values. */
    static List<ScalarFunction> bits() {
        return List.of(
                function("bitwise_and")
                        .takes(
                                PlainSignature.of(Type.INT, Parameter.of("a", Type.INT), Parameter.of("b", Type.INT)),
                                PlainSignature.of(
                                        Type.BIGINT, Parameter.of("a", Type.BIGINT), Parameter.of("b", Type.BIGINT)))
                        .says("The bits set in both.")
                        .example("1", 3, 5),
                function("bitwise_or")
                        .takes(
                                PlainSignature.of(Type.INT, Parameter.of("a", Type.INT), Parameter.of("b", Type.INT)),
                                PlainSignature.of(
                                        Type.BIGINT, Parameter.of("a", Type.BIGINT), Parameter.of("b", Type.BIGINT)))
                        .says("The bits set in either.")
                        .example("7", 3, 5),
                function("bitwise_xor")
                        .takes(
                                PlainSignature.of(Type.INT, Parameter.of("a", Type.INT), Parameter.of("b", Type.INT)),
                                PlainSignature.of(
                                        Type.BIGINT, Parameter.of("a", Type.BIGINT), Parameter.of("b", Type.BIGINT)))
                        .says("The bits set in one of the two alone.")
                        .example("6", 3, 5),
                function("bitwise_not")
                        .takes(
                                PlainSignature.of(Type.INT, Parameter.of("value", Type.INT)),
                                PlainSignature.of(Type.BIGINT, Parameter.of("value", Type.BIGINT)))
                        .says("All bits turned.")
                        .example("-1", 0),
                function("shiftleft")
                        .takes(
                                PlainSignature.of(
                                        Type.INT, Parameter.of("value", Type.INT), Parameter.of("places", Type.INT)),
                                PlainSignature.of(
                                        Type.BIGINT,
                                        Parameter.of("value", Type.BIGINT),
                                        Parameter.of("places", Type.INT)))
                        .says(
                                "The bits moved up; only the lower 5 (int) or 6 (bigint) bits of the number of places count.")
                        .example("40", 5, 3),
                function("shiftright")
                        .takes(
                                PlainSignature.of(
                                        Type.INT, Parameter.of("value", Type.INT), Parameter.of("places", Type.INT)),
                                PlainSignature.of(
                                        Type.BIGINT,
                                        Parameter.of("value", Type.BIGINT),
                                        Parameter.of("places", Type.INT)))
                        .says("The bits moved down, filled up with the sign.")
                        .example("-2", -8, 2),
                function("shiftrightunsigned")
                        .takes(
                                PlainSignature.of(
                                        Type.INT, Parameter.of("value", Type.INT), Parameter.of("places", Type.INT)),
                                PlainSignature.of(
                                        Type.BIGINT,
                                        Parameter.of("value", Type.BIGINT),
                                        Parameter.of("places", Type.INT)))
                        .says("The bits moved down, filled up with zeros.")
                        .example("1073741822", -8, 2),
                function("xxhash64")
                        .minding(NullRule.OWN)
                        .takes(PlainSignature.of(Type.BIGINT, Parameter.flat("value"))
                                .repeating())
                        .says(
                                "The XXH64 of the values one after the other with the seed 42, nulls left out, as in Spark; 0.0"
                                        + " and -0.0 have the same.")
                        .example("5602566077635097486", "Spark", 123, 2),
                function("bit_count")
                        .takes(PlainSignature.of(Type.INT, Parameter.of("value", Type.BIGINT)))
                        .says("The number of bits that are set in the 64-bit form.")
                        .example("2", 5));
    }

    private static FunctionBuilder function(String name) {
        return new FunctionBuilder(Area.NUMBERS, name);
    }

    private static Parameter real(String name) {
        return Parameter.of(name, Type.DOUBLE);
    }
}
