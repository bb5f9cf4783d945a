package io.weft.runner.function;

import io.weft.expr.Expression.Invoke;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;

/** Functions of doubles. */
final class CurveKernels {
    private static final double LN_2 = Math.log(2);

    private CurveKernels() {}

    static void addTo(KernelTable table) {
        unary(table, "cbrt", Math::cbrt);
        unary(table, "exp", Math::exp);
        unary(table, "expm1", Math::expm1);
        unary(table, "sin", Math::sin);
        unary(table, "cos", Math::cos);
        unary(table, "tan", Math::tan);
        unary(table, "cot", angle -> 1 / Math.tan(angle));
        unary(table, "atan", Math::atan);
        unary(table, "sinh", Math::sinh);
        unary(table, "cosh", Math::cosh);
        unary(table, "tanh", Math::tanh);
        unary(table, "degrees", Math::toDegrees);
        unary(table, "radians", Math::toRadians);
        unary(table, "sign", Math::signum);
        binary(table, "pow", Math::pow);
        binary(table, "hypot", Math::hypot);
        binary(table, "atan2", Math::atan2);
        binary(table, "nanvl", (value, replacement) -> Double.isNaN(value) ? replacement : value);
        partial(table, "sqrt", Math::sqrt, value -> value < 0);
        partial(table, "ln", Math::log, value -> value <= 0);
        partial(table, "log2", CurveKernels::log2, value -> value <= 0);
        partial(table, "log10", Math::log10, value -> value <= 0);
        partial(table, "log1p", Math::log1p, value -> value <= -1);
        partial(table, "asin", Math::asin, value -> value < -1 || value > 1);
        partial(table, "acos", Math::acos, value -> value < -1 || value > 1);
        table.add("log", CurveKernels::log);
        table.doubles("pi", (in, out) -> out.put(Math.PI));
        table.doubles("e", (in, out) -> out.put(Math.E));
        table.booleans("isnan", (in, out) -> out.put(Double.isNaN(in.float64(0))));
    }

    private static void unary(KernelTable table, String name, DoubleUnaryOperator operator) {
        table.doubles(name, (in, out) -> out.put(operator.applyAsDouble(in.float64(0))));
    }

    private static void binary(KernelTable table, String name, DoubleBinaryOperator operator) {
        table.doubles(name, (in, out) -> out.put(operator.applyAsDouble(in.float64(0), in.float64(1))));
    }

    /** A function that is not defined for some values. */
    private static void partial(
            KernelTable table, String name, DoubleUnaryOperator operator, DoublePredicate undefined) {
        table.add(name, call -> {
            Refusal refusal = new Refusal(call);
            return KernelTable.rows(call, new DoubleOutput(), (in, out) -> {
                double value = in.float64(0);
                if (undefined.test(value)) {
                    throw refusal.undefined("it is not defined for " + value);
                }
                out.put(operator.applyAsDouble(value));
            });
        });
    }

    /** Exact for powers of two. */
    private static double log2(double value) {
        int exponent = Math.getExponent(value);
        boolean power = exponent >= Double.MIN_EXPONENT && value == Math.scalb(1.0, exponent);
        return power ? exponent : Math.log(value) / LN_2;
    }

    private static Kernel log(Invoke call) {
        Refusal refusal = new Refusal(call);
        boolean hasBase = call.arguments().size() > 1;
        return KernelTable.rows(call, new DoubleOutput(), (in, out) -> {
            double value = in.float64(hasBase ? 1 : 0);
            double base = hasBase ? in.float64(0) : Math.E;
            if (value <= 0 || base <= 0) {
                throw refusal.undefined("it is not defined for " + (value <= 0 ? value : "the base " + base));
            }
            if (!hasBase) {
                out.put(Math.log(value));
            } else {
                out.put(base == 2 ? log2(value) : Math.log(value) / Math.log(base));
            }
        });
    }
}
