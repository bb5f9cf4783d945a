package io.weft.runner.function;

import io.weft.expr.Expression.Invoke;
import io.weft.expr.Expression.Literal;
import io.weft.runner.vector.VectorKind;
import io.weft.runner.vector.VectorValues;
import io.weft.type.SimpleType;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;

/** Functions of integers and doubles that keep their type or round. Those of decimals are among the decimal kernels. */
final class NumberKernels {
    private static final double EXACT_INTEGERS = 0x1p52;

    private NumberKernels() {}

    static void addTo(KernelTable table) {
        table.add("abs", NumberKernels::abs);
        table.add("ceil", call -> whole(call, RoundingMode.CEILING));
        table.add("floor", call -> whole(call, RoundingMode.FLOOR));
        table.add("round", call -> round(call, RoundingMode.HALF_UP));
        table.add("bround", call -> round(call, RoundingMode.HALF_EVEN));
        table.add("truncate", call -> round(call, RoundingMode.DOWN));
        table.add("pmod", NumberKernels::positiveModulo);
        table.add("div", NumberKernels::quotient);
        table.add("format_number", NumberKernels::format);
    }

    private static Kernel abs(Invoke call) {
        Refusal refusal = new Refusal(call);
        return switch (VectorKind.of(call.type())) {
            case INT ->
                KernelTable.rows(call, new IntOutput(), (in, out) -> {
                    int value = in.int32(0);
                    if (value == least(call.type())) {
                        throw refusal.overflow(value);
                    }
                    out.put(Math.abs(value));
                });
            case LONG ->
                KernelTable.rows(call, new LongOutput(), (in, out) -> {
                    long value = in.int64(0);
                    if (value == Long.MIN_VALUE) {
                        throw refusal.overflow(value);
                    }
                    out.put(Math.abs(value));
                });
            default -> KernelTable.rows(call, new DoubleOutput(), (in, out) -> out.put(Math.abs(in.float64(0))));
        };
    }

    private static long least(Type type) {
        return -greatest(type) - 1;
    }

    /** The greatest integer of a type. */
    private static long greatest(Type type) {
        return switch ((SimpleType) type) {
            case TINYINT -> Byte.MAX_VALUE;
            case SMALLINT -> Short.MAX_VALUE;
            case INT -> Integer.MAX_VALUE;
            default -> Long.MAX_VALUE;
        };
    }

    private static Kernel whole(Invoke call, RoundingMode mode) {
        Refusal refusal = new Refusal(call);
        return switch (VectorKind.of(call.argument(0).type())) {
            case INT -> KernelTable.rows(call, new LongOutput(), (in, out) -> out.put(in.int32(0)));
            case LONG -> KernelTable.rows(call, new LongOutput(), (in, out) -> out.put(in.int64(0)));
            default ->
                KernelTable.rows(call, new LongOutput(), (in, out) -> {
                    double value = in.float64(0);
                    double rounded = mode == RoundingMode.CEILING ? Math.ceil(value) : Math.floor(value);
                    if (!(rounded >= -0x1p63 && rounded < 0x1p63)) {
                        throw refusal.overflow(value);
                    }
                    out.put((long) rounded);
                });
        };
    }

    private static Kernel round(Invoke call, RoundingMode mode) {
        int digits = call.arguments().size() > 1 && call.argument(1) instanceof Literal literal
                ? (Integer) Objects.requireNonNull(literal.value())
                : 0;
        Refusal refusal = new Refusal(call);
        return switch (VectorKind.of(call.type())) {
            case INT ->
                KernelTable.rows(
                        call,
                        new IntOutput(),
                        (in, out) -> out.put((int) round(in.int32(0), digits, mode, call.type(), refusal)));
            case LONG ->
                KernelTable.rows(
                        call,
                        new LongOutput(),
                        (in, out) -> out.put(round(in.int64(0), digits, mode, call.type(), refusal)));
            default -> {
                boolean isFloat = call.type().equals(Type.FLOAT);
                yield KernelTable.rows(call, new DoubleOutput(), (in, out) -> {
                    double value = in.float64(0);
                    out.put(isFloat ? (float) round(value, digits, mode) : round(value, digits, mode));
                });
            }
        };
    }

    private static long round(long value, int digits, RoundingMode mode, Type type, Refusal refusal) {
        if (digits >= 0) {
            return value;
        }
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(Math.max(digits, -20), mode);
        if (rounded.abs().compareTo(BigDecimal.valueOf(greatest(type))) > 0
                && rounded.compareTo(BigDecimal.valueOf(least(type))) != 0) {
            throw refusal.overflow(value);
        }
        return rounded.longValueExact();
    }

    private static double round(double value, int digits, RoundingMode mode) {
        if (!(Math.abs(value) < EXACT_INTEGERS) && (digits >= 0 || !Double.isFinite(value))) {
            return value;
        }
        if (digits == 0 && mode == RoundingMode.HALF_UP) {
            double floor = Math.floor(Math.abs(value));
            double rounded = Math.abs(value) - floor >= 0.5 ? floor + 1 : floor;
            return Math.copySign(rounded, value);
        }
        double rounded = BigDecimal.valueOf(value)
                .setScale(Math.max(-400, Math.min(digits, 400)), mode)
                .doubleValue();
        return Math.copySign(rounded, value);
    }

    private static Kernel positiveModulo(Invoke call) {
        Refusal refusal = new Refusal(call);
        return switch (VectorKind.of(call.type())) {
            case INT ->
                KernelTable.rows(call, new IntOutput(), (in, out) -> {
                    long divisor = nonZero(in.int32(1), refusal);
                    out.put((int) ((in.int32(0) % divisor + divisor) % divisor));
                });
            case LONG ->
                KernelTable.rows(call, new LongOutput(), (in, out) -> {
                    long divisor = nonZero(in.int64(1), refusal);
                    long rest = in.int64(0) % divisor;
                    // As (rest + divisor) % divisor, which may overflow.
                    out.put((rest ^ divisor) < 0 && rest != 0 ? (rest + divisor) % divisor : rest);
                });
            default ->
                KernelTable.rows(call, new DoubleOutput(), (in, out) -> {
                    double divisor = in.float64(1);
                    if (divisor == 0) {
                        throw refusal.undefined("it divides by zero");
                    }
                    out.put((in.float64(0) % divisor + divisor) % divisor);
                });
        };
    }

    private static long nonZero(long divisor, Refusal refusal) {
        if (divisor == 0) {
            throw refusal.undefined("it divides by zero");
        }
        return divisor;
    }

    private static Kernel quotient(Invoke call) {
        Refusal refusal = new Refusal(call);
        return KernelTable.rows(call, new LongOutput(), (in, out) -> {
            long divisor = nonZero(in.int64(1), refusal);
            long dividend = in.int64(0);
            if (dividend == Long.MIN_VALUE && divisor == -1) {
                throw refusal.overflow(dividend);
            }
            out.put(dividend / divisor);
        });
    }

    private static Kernel format(Invoke call) {
        Refusal refusal = new Refusal(call);
        Type type = call.argument(0).type();
        return KernelTable.rows(call, new TextOutput(), (in, out) -> {
            int digits = in.int32(1);
            if (digits < 0 || digits > 1000) {
                throw refusal.undefined("it writes from 0 to 1000 digits after the point, not " + digits);
            }
            Object value = VectorValues.value(in.vector(0), in.row(), type);
            if (value instanceof Double number && !Double.isFinite(number)) {
                out.append(number.toString());
                return;
            }
            out.append(withCommas(new BigDecimal(String.valueOf(value)).setScale(digits, RoundingMode.HALF_UP)));
        });
    }

    private static String withCommas(BigDecimal number) {
        StringBuilder text = new StringBuilder(number.abs().toPlainString());
        int point = text.indexOf(".");
        for (int place = (point < 0 ? text.length() : point) - 3; place > 0; place -= 3) {
            text.insert(place, ',');
        }
        return number.signum() < 0 ? text.insert(0, '-').toString() : text.toString();
    }
}
