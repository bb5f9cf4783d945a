package io.weft.runner.kernel;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.expr.CastRules;
import io.weft.expr.Expression.Cast;
import io.weft.expr.Misfit;
import io.weft.type.DecimalType;
import io.weft.type.SimpleType;
import io.weft.type.Type;
import java.util.function.Function;

/** Chooses the loops for a cast; some go by way of a type in between. */
final class Casts {
    private static final DecimalType BIGINT_AS_DECIMAL = Type.decimal(19, 0);
    /** The number that a timestamp is, as seconds. */
    private static final DecimalType SECONDS = Type.decimal(19, 6);

    private final Cast cast;

    private Casts(Cast cast) {
        this.cast = cast;
    }

    /**
     * @param input computes what is cast
     * @throws WeftException where there is no such cast
     */
    static Evaluator compile(Cast cast, Evaluator input) {
        Type from = cast.input().type();
        CastRules.obstacle(from, cast.type()).ifPresent(obstacle -> {
            throw new WeftException(
                    ErrorCode.TYPE_MISMATCH,
                    "Cannot compute %s: %s (see docs/semantics.md for the casts there are)",
                    cast,
                    obstacle);
        });
        return cast.type().isNested() && !from.equals(cast.type())
                ? NestedCasts.compile(cast, input)
                : new Casts(cast).cast(input, from, cast.type());
    }

    /** A step of the cast that may meet values that do not fit. */
    private Evaluator checked(Function<Misfits, Evaluator> step) {
        if (cast.misfit() == Misfit.FAILS) {
            return step.apply(new Misfits.Failing(new Failures(cast)));
        }
        Misfits.Nulls misfits = new Misfits.Nulls();
        return new TriedCast(step.apply(misfits), misfits);
    }

    private Evaluator cast(Evaluator input, Type from, Type to) {
        if (from.equals(to)) {
            return input;
        }
        if (to.equals(Type.STRING)) {
            // A binary value is the bytes of a string already.
            return from.equals(Type.BINARY) ? input : new TextMapping(input, TextWriters.of(from, cast.zone()));
        }
        if (from.isNumeric() && to.equals(Type.TIMESTAMP)) {
            return seconds(input, from);
        }
        if (from.equals(Type.TIMESTAMP) && to.isNumeric()) {
            return to.isInteger()
                    ? cast(new LongMapping(input, SecondCasts::wholeSeconds), Type.BIGINT, to)
                    : cast(new DecimalMapping(input, NumberCasts::longToDecimal), SECONDS, to);
        }
        if (from instanceof DecimalType decimal) {
            return fromDecimal(input, decimal, to);
        }
        return switch ((SimpleType) from) {
            case BOOLEAN -> cast(new IntMapping(input, NumberCasts::booleanToInt), Type.TINYINT, to);
            case TINYINT, SMALLINT, INT -> fromInt(input, from, to);
            case BIGINT -> fromBigint(input, to);
            case FLOAT, DOUBLE -> fromDouble(input, to);
            case STRING -> fromText(input, to);
            case DATE, TIMESTAMP, TIMESTAMP_NTZ ->
                checked(misfits -> new TimeCasts(cast.zone(), misfits).cast(input, (SimpleType) from, to));
            case BINARY -> throw new IllegalStateException("A cast from binary to " + to);
        };
    }

    /** A timestamp from a number of seconds, which is a decimal of microseconds on the way where it may have a fraction. */
    private Evaluator seconds(Evaluator input, Type from) {
        if (from.isInteger()) {
            Evaluator whole = cast(input, from, Type.BIGINT);
            return checked(misfits -> new LongMapping(
                    whole, (vector, batch, out) -> SecondCasts.fromSeconds(vector, batch, out, misfits)));
        }
        Evaluator exact = cast(input, from, SECONDS);
        return checked(misfits -> new LongMapping(
                exact, (vector, batch, out) -> SecondCasts.fromDecimals(vector, SECONDS, batch, out, misfits)));
    }

    private Evaluator fromInt(Evaluator input, Type from, Type to) {
        if (to instanceof DecimalType) {
            return cast(new LongMapping(input, NumberCasts::intToLong), Type.BIGINT, to);
        }
        return switch ((SimpleType) to) {
            case FLOAT -> new DoubleMapping(input, NumberCasts::intToFloat);
            case DOUBLE -> new DoubleMapping(input, NumberCasts::intToDouble);
            case BIGINT -> new LongMapping(input, NumberCasts::intToLong);
            default -> intToInt(input, from, to);
        };
    }

    private Evaluator intToInt(Evaluator input, Type from, Type to) {
        if (((SimpleType) from).compareTo((SimpleType) to) < 0) {
            return input;
        }
        IntegerLimits limits = IntegerLimits.of(to);
        return checked(misfits -> new IntMapping(
                input, (vector, batch, out) -> NumberCasts.intToInt(vector, limits, batch, out, misfits)));
    }

    private Evaluator fromBigint(Evaluator input, Type to) {
        if (to instanceof DecimalType decimal) {
            DecimalMapping mapping = new DecimalMapping(input, NumberCasts::longToDecimal);
            return cast(mapping, BIGINT_AS_DECIMAL, decimal);
        }
        return switch ((SimpleType) to) {
            case FLOAT -> new DoubleMapping(input, NumberCasts::longToFloat);
            case DOUBLE -> new DoubleMapping(input, NumberCasts::longToDouble);
            default -> {
                IntegerLimits limits = IntegerLimits.of(to);
                yield checked(misfits -> new IntMapping(
                        input, (vector, batch, out) -> NumberCasts.longToInt(vector, limits, batch, out, misfits)));
            }
        };
    }

    private Evaluator fromDouble(Evaluator input, Type to) {
        if (to instanceof DecimalType decimal) {
            return checked(misfits -> new DecimalMapping(
                    input, (vector, batch, out) -> DecimalCasts.fromDouble(vector, decimal, batch, out, misfits)));
        }
        return switch ((SimpleType) to) {
            // A float lies in a double already.
            case DOUBLE -> input;
            case FLOAT -> new DoubleMapping(input, NumberCasts::doubleToFloat);
            case BIGINT ->
                checked(misfits -> new LongMapping(
                        input, (vector, batch, out) -> NumberCasts.doubleToLong(vector, batch, out, misfits)));
            default -> {
                IntegerLimits limits = IntegerLimits.of(to);
                yield checked(misfits -> new IntMapping(
                        input, (vector, batch, out) -> NumberCasts.doubleToInt(vector, limits, batch, out, misfits)));
            }
        };
    }

    private Evaluator fromDecimal(Evaluator input, DecimalType from, Type to) {
        if (to instanceof DecimalType decimal) {
            return checked(misfits -> new DecimalMapping(input, new DecimalRescaling(from, decimal, misfits)::compute));
        }
        if (to.equals(Type.DOUBLE)) {
            return new DoubleMapping(
                    input, (vector, batch, out) -> DecimalCasts.toDouble(vector, from.scale(), batch, out));
        }
        if (to.equals(Type.FLOAT)) {
            return new DoubleMapping(
                    input, (vector, batch, out) -> DecimalCasts.toFloat(vector, from.scale(), batch, out));
        }
        Evaluator whole = checked(misfits -> new LongMapping(
                input, (vector, batch, out) -> DecimalCasts.toLong(vector, from.scale(), batch, out, misfits)));
        return cast(whole, Type.BIGINT, to);
    }

    private Evaluator fromText(Evaluator input, Type to) {
        // The bytes of a string are a binary value already.
        return to.equals(Type.BINARY)
                ? input
                : checked(misfits -> fromText(input, to, new TextReader(cast.zone(), misfits)));
    }

    private static Evaluator fromText(Evaluator input, Type to, TextReader reader) {
        if (to instanceof DecimalType decimal) {
            return new DecimalMapping(input, (vector, batch, out) -> reader.decimals(vector, decimal, batch, out));
        }
        return switch ((SimpleType) to) {
            case BOOLEAN -> new BooleanMapping(input, reader::booleans);
            case TINYINT, SMALLINT, INT -> {
                IntegerLimits limits = IntegerLimits.of(to);
                yield new IntMapping(input, (vector, batch, out) -> reader.ints(vector, limits, batch, out));
            }
            case BIGINT -> new LongMapping(input, reader::longs);
            case FLOAT -> new DoubleMapping(input, reader::floats);
            case DOUBLE -> new DoubleMapping(input, reader::doubles);
            case DATE -> new IntMapping(input, reader::dates);
            case TIMESTAMP -> new LongMapping(input, reader::timestamps);
            case TIMESTAMP_NTZ -> new LongMapping(input, reader::localTimestamps);
            case STRING, BINARY -> throw new IllegalStateException("A cast from string to " + to);
        };
    }
}
