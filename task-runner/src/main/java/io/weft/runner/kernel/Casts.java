package io.weft.runner.kernel;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.expr.CastRules;
import io.weft.expr.Expression.Cast;
import io.weft.type.DecimalType;
import io.weft.type.SimpleType;
import io.weft.type.Type;

/** Chooses the loops for a cast; some go by way of a type in between. */
final class Casts {
    private static final DecimalType BIGINT_AS_DECIMAL = Type.decimal(19, 0);

    private final Failures failures;

    private Casts(Failures failures) {
        this.failures = failures;
    }

    /**
     * @param input computes what is cast
     * @throws WeftException where there is no such cast
     */
    static Evaluator compile(Cast cast, Evaluator input) {
        Type from = cast.input().type();
        if (!CastRules.exists(from, cast.type())) {
            throw new WeftException(
                    ErrorCode.TYPE_MISMATCH,
                    "Cannot compute %s: there is no cast from %s to %s (see docs/semantics.md for those there are)",
                    cast,
                    from,
                    cast.type());
        }
        return new Casts(new Failures(cast)).cast(input, from, cast.type());
    }

    private Evaluator cast(Evaluator input, Type from, Type to) {
        if (from.equals(to)) {
            return input;
        }
        if (to.equals(Type.STRING)) {
            return new TextMapping(input, TextWriters.of(from));
        }
        if (from instanceof DecimalType decimal) {
            return fromDecimal(input, decimal, to);
        }
        return switch ((SimpleType) from) {
            case BOOLEAN -> cast(new IntMapping(input, NumberCasts::booleanToInt), Type.INT, to);
            case INT -> fromInt(input, to);
            case BIGINT -> fromBigint(input, to);
            case DOUBLE -> fromDouble(input, to);
            case STRING -> fromText(input, to);
            case DATE -> throw new IllegalStateException("A cast from date to " + to);
        };
    }

    private Evaluator fromInt(Evaluator input, Type to) {
        if (to.equals(Type.DOUBLE)) {
            return new DoubleMapping(input, NumberCasts::intToDouble);
        }
        return cast(new LongMapping(input, NumberCasts::intToLong), Type.BIGINT, to);
    }

    private Evaluator fromBigint(Evaluator input, Type to) {
        if (to instanceof DecimalType decimal) {
            DecimalMapping mapping = new DecimalMapping(input, NumberCasts::longToDecimal);
            return cast(mapping, BIGINT_AS_DECIMAL, decimal);
        }
        if (to.equals(Type.DOUBLE)) {
            return new DoubleMapping(input, NumberCasts::longToDouble);
        }
        return new IntMapping(input, (vector, batch, out) -> NumberCasts.longToInt(vector, batch, out, failures));
    }

    private Evaluator fromDouble(Evaluator input, Type to) {
        if (to instanceof DecimalType decimal) {
            return new DecimalMapping(
                    input, (vector, batch, out) -> DecimalCasts.fromDouble(vector, decimal, batch, out, failures));
        }
        if (to.equals(Type.INT)) {
            return new IntMapping(input, (vector, batch, out) -> NumberCasts.doubleToInt(vector, batch, out, failures));
        }
        return new LongMapping(input, (vector, batch, out) -> NumberCasts.doubleToLong(vector, batch, out, failures));
    }

    private Evaluator fromDecimal(Evaluator input, DecimalType from, Type to) {
        if (to instanceof DecimalType decimal) {
            DecimalRescaling rescaling = new DecimalRescaling(from, decimal, failures);
            return new DecimalMapping(input, rescaling::compute);
        }
        if (to.equals(Type.DOUBLE)) {
            return new DoubleMapping(
                    input, (vector, batch, out) -> DecimalCasts.toDouble(vector, from.scale(), batch, out));
        }
        LongMapping whole = new LongMapping(
                input, (vector, batch, out) -> DecimalCasts.toLong(vector, from.scale(), batch, out, failures));
        return cast(whole, Type.BIGINT, to);
    }

    private Evaluator fromText(Evaluator input, Type to) {
        TextReader reader = new TextReader(failures);
        if (to instanceof DecimalType decimal) {
            return new DecimalMapping(input, (vector, batch, out) -> reader.decimals(vector, decimal, batch, out));
        }
        return switch ((SimpleType) to) {
            case BOOLEAN -> new BooleanMapping(input, reader::booleans);
            case INT -> new IntMapping(input, reader::ints);
            case BIGINT -> new LongMapping(input, reader::longs);
            case DOUBLE -> new DoubleMapping(input, reader::doubles);
            case DATE -> new IntMapping(input, reader::dates);
            case STRING -> throw new IllegalStateException("A cast from string to string");
        };
    }
}
