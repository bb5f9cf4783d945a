package io.weft.runner.kernel;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.expr.Expression.Invoke;
import io.weft.expr.Expression.Literal;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.DecimalVector;
import io.weft.runner.vector.Vector;
import io.weft.type.DecimalType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/** Rounds decimals by any rule. */
final class DecimalRounding {
    private static final Map<String, RoundingMode> MODES = Map.of(
            "round", RoundingMode.HALF_UP,
            "bround", RoundingMode.HALF_EVEN,
            "truncate", RoundingMode.DOWN,
            "ceil", RoundingMode.CEILING,
            "floor", RoundingMode.FLOOR);

    private final Invoke call;
    private final RoundingMode mode;
    private final int digits;
    private final DecimalType from;
    private final DecimalType to;

    private DecimalRounding(Invoke call, RoundingMode mode, DecimalType from, DecimalType to) {
        this.call = call;
        this.mode = mode;
        this.digits = Math.max(digits(call), -DecimalType.MAX_PRECISION - 1);
        this.from = from;
        this.to = to;
    }

    /** Whether a call rounds a decimal. */
    static boolean isFor(Invoke call) {
        return MODES.containsKey(call.function().name()) && call.type() instanceof DecimalType;
    }

    static Evaluator evaluator(Invoke call, Evaluator input) {
        DecimalRounding rounding = new DecimalRounding(
                call,
                MODES.getOrDefault(call.function().name(), RoundingMode.UNNECESSARY),
                (DecimalType) call.argument(0).type(),
                (DecimalType) call.type());
        return new DecimalMapping(input, rounding::compute);
    }

    /** How many digits after the point a call asks for; none where it does not say. */
    static int digits(Invoke call) {
        return call.arguments().size() > 1
                        && call.argument(1) instanceof Literal literal
                        && literal.value() instanceof Integer given
                ? given
                : 0;
    }

    private void compute(Vector input, Batch batch, DecimalBuffer out) {
        DecimalVector decimals = (DecimalVector) input;
        Int128 value = new Int128();
        out.startWide();
        for (int index = 0; index < batch.selectedCount(); index++) {
            int row = batch.position(index);
            BigDecimal number = DecimalCasts.decimal(decimals, row, from.scale());
            BigDecimal rounded =
                    number.setScale(Math.min(digits, to.scale()), mode).setScale(to.scale());
            if (!value.set(rounded.unscaledValue()) || !value.hasAtMost(to.precision())) {
                throw new WeftException(
                        ErrorCode.ARITHMETIC,
                        "Cannot compute %s: of %s it does not fit into %s (cast to fewer digits first)",
                        call,
                        number.toPlainString(),
                        to);
            }
            out.put(row, value);
        }
    }
}
