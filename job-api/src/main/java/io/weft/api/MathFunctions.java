package io.weft.api;

/** Functions of numbers. Made to be imported statically; docs/functions.md has an example of each. */
public final class MathFunctions {
    private MathFunctions() {}

    /** The magnitude; that of the least integer of a type is an error. */
    public static Column abs(Column value) {
        return Column.invoke("abs", value);
    }

    /** 1, 0 or -1. */
    public static Column sign(Column value) {
        return Column.invoke("sign", value);
    }

    /** The least whole number not below: a bigint, of a decimal a decimal. */
    public static Column ceil(Column value) {
        return Column.invoke("ceil", value);
    }

    /** The greatest whole number not above: a bigint, of a decimal a decimal. */
    public static Column floor(Column value) {
        return Column.invoke("floor", value);
    }

    /**
     * Rounded half up to so many digits after the point, or before it where negative; a double by its shortest text.
     */
    public static Column round(Column value) {
        return Column.invoke("round", value);
    }

    public static Column round(Column value, Object digits) {
        return Column.invoke("round", value, digits);
    }

    /** The same, but a half goes to the even neighbour. */
    public static Column bround(Column value) {
        return Column.invoke("bround", value);
    }

    public static Column bround(Column value, Object digits) {
        return Column.invoke("bround", value, digits);
    }

    /** The same, but towards zero. */
    public static Column truncate(Column value) {
        return Column.invoke("truncate", value);
    }

    public static Column truncate(Column value, Object digits) {
        return Column.invoke("truncate", value, digits);
    }

    /** The remainder that is not negative where the divisor is positive: (a % b + b) % b. */
    public static Column pmod(Column dividend, Object divisor) {
        return Column.invoke("pmod", dividend, divisor);
    }

    /** The quotient of two integers without its fraction. */
    public static Column div(Column dividend, Object divisor) {
        return Column.invoke("div", dividend, divisor);
    }

    /** Whether the value is NaN. */
    public static Column isnan(Column value) {
        return Column.invoke("isnan", value);
    }

    /** The replacement where the value is NaN. */
    public static Column nanvl(Column value, Object replacement) {
        return Column.invoke("nanvl", value, replacement);
    }

    /** The square root; of a negative number it is an error. */
    public static Column sqrt(Column value) {
        return Column.invoke("sqrt", value);
    }

    /** The cube root. */
    public static Column cbrt(Column value) {
        return Column.invoke("cbrt", value);
    }

    /** e to the power of the value. */
    public static Column exp(Column value) {
        return Column.invoke("exp", value);
    }

    /** exp(value) - 1, exact near 0. */
    public static Column expm1(Column value) {
        return Column.invoke("expm1", value);
    }

    /** The natural logarithm; of 0 or less it is an error. */
    public static Column ln(Column value) {
        return Column.invoke("ln", value);
    }

    /** The natural logarithm, or that to a base; of 0 or less it is an error. */
    public static Column log(Column value) {
        return Column.invoke("log", value);
    }

    public static Column log(Object base, Object value) {
        return Column.invoke("log", base, value);
    }

    /** The logarithm to the base 2. */
    public static Column log2(Column value) {
        return Column.invoke("log2", value);
    }

    /** The logarithm to the base 10. */
    public static Column log10(Column value) {
        return Column.invoke("log10", value);
    }

    /** ln(value + 1), exact near 0. */
    public static Column log1p(Column value) {
        return Column.invoke("log1p", value);
    }

    /** The base to the power of the exponent. */
    public static Column pow(Column base, Object exponent) {
        return Column.invoke("pow", base, exponent);
    }

    /** The square root of a² + b², without overflow on the way. */
    public static Column hypot(Column a, Object b) {
        return Column.invoke("hypot", a, b);
    }

    /** The sine of an angle in radians. */
    public static Column sin(Column angle) {
        return Column.invoke("sin", angle);
    }

    /** The cosine. */
    public static Column cos(Column angle) {
        return Column.invoke("cos", angle);
    }

    /** The tangent. */
    public static Column tan(Column angle) {
        return Column.invoke("tan", angle);
    }

    /** The cotangent. */
    public static Column cot(Column angle) {
        return Column.invoke("cot", angle);
    }

    /** The angle of a sine; beyond -1 and 1 an error. */
    public static Column asin(Column value) {
        return Column.invoke("asin", value);
    }

    /** The angle of a cosine; beyond -1 and 1 an error. */
    public static Column acos(Column value) {
        return Column.invoke("acos", value);
    }

    /** The angle of a tangent. */
    public static Column atan(Column value) {
        return Column.invoke("atan", value);
    }

    /** The angle of the point (x, y). */
    public static Column atan2(Column y, Object x) {
        return Column.invoke("atan2", y, x);
    }

    /** The hyperbolic sine. */
    public static Column sinh(Column value) {
        return Column.invoke("sinh", value);
    }

    /** The hyperbolic cosine. */
    public static Column cosh(Column value) {
        return Column.invoke("cosh", value);
    }

    /** The hyperbolic tangent. */
    public static Column tanh(Column value) {
        return Column.invoke("tanh", value);
    }

    /** Radians as degrees. */
    public static Column degrees(Column angle) {
        return Column.invoke("degrees", angle);
    }

    /** Degrees as radians. */
    public static Column radians(Column angle) {
        return Column.invoke("radians", angle);
    }

    /** The ratio of a circle's circumference to its diameter. */
    public static Column pi() {
        return Column.invoke("pi");
    }

    /** The base of the natural logarithm. */
    public static Column e() {
        return Column.invoke("e");
    }
}
