package io.weft.expr;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.expr.Expression.Literal;
import io.weft.type.Type;

/** The parameters of approximate aggregates: how large a sketch has to be for an error. */
public final class SketchSizes {
    private static final int DISTINCT_DEFAULT = 12;
    private static final int DISTINCT_LEAST = 4;
    private static final int DISTINCT_MOST = 21;

    /** The standard error of a merged HyperLogLog sketch of one register; it falls with the root of their number. */
    private static final double DISTINCT_ERROR = 1.04;

    private static final int PERCENTILE_DEFAULT = 200;
    private static final int PERCENTILE_LEAST = 8;
    private static final int PERCENTILE_MOST = 65_535;

    /** The error of a KLL sketch of size k is this factor by k to the power of the exponent, as its authors have measured. */
    private static final double PERCENTILE_FACTOR = 2.296;

    private static final double PERCENTILE_EXPONENT = 0.9723;

    private SketchSizes() {}

    /** The binary logarithm of the number of registers. */
    public static Literal distinct() {
        return integer(DISTINCT_DEFAULT);
    }

    /**
     * The same for a relative standard error.
     *
     * @throws WeftException where no sketch has it
     */
    public static Literal distinct(double error) {
        within("the relative error", error, 0.001, 0.26);
        int size = DISTINCT_LEAST;
        while (size < DISTINCT_MOST && DISTINCT_ERROR / Math.sqrt((double) (1L << size)) > error) {
            size++;
        }
        return integer(size);
    }

    /** KLL's k. */
    public static Literal percentile() {
        return integer(PERCENTILE_DEFAULT);
    }

    /**
     * The same for an error of the rank, as a part of the number of values.
     *
     * @throws WeftException where no sketch has it
     */
    public static Literal percentile(double rankError) {
        within("the error of the rank", rankError, 0.0001, 0.2);
        double size = Math.ceil(Math.pow(PERCENTILE_FACTOR / rankError, 1 / PERCENTILE_EXPONENT));
        return integer((int) Math.max(PERCENTILE_LEAST, Math.min(PERCENTILE_MOST, size)));
    }

    /**
     * A percentile's fraction.
     *
     * @throws WeftException where it is not from 0 to 1
     */
    public static Literal fraction(double fraction) {
        within("the fraction", fraction, 0, 1);
        return new Literal(fraction, Type.DOUBLE);
    }

    private static Literal integer(int value) {
        return new Literal(value, Type.INT);
    }

    private static void within(String what, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new WeftException(
                    ErrorCode.INVALID_PLAN,
                    "Cannot use %s for %s: it must be from %s to %s (choose one within)",
                    value,
                    what,
                    least,
                    most);
        }
    }
}
