package io.weft.expr;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.type.DecimalType;
import io.weft.type.Type;
import java.util.List;
import java.util.Locale;

/**
 * What is computed over the rows of a group. Each has a state of one or two columns, in which partial results travel.
 *
 * <p>Result types follow Spark's rules: a sum of decimals has ten more digits, an average of decimals four more digits
 * before rounding, four of them after the point.
 */
public enum AggregateFunction {
    /** The number of rows, or of rows where the argument is not null; zero for no rows. State: the count. */
    COUNT,
    /** The sum of the non-null values; null where there are none. State: the sum. */
    SUM,
    /** The mean of the non-null values; null where there are none. State: the sum and the count. */
    AVG,
    /** The least non-null value. State: the value. */
    MIN,
    /** The greatest non-null value. State: the value. */
    MAX;

    /** The type of the result over arguments of these types. */
    public Type resultType(List<Type> arguments) {
        if (this == COUNT) {
            return Type.BIGINT;
        }
        Type argument = arguments.get(0);
        return switch (this) {
            case SUM -> sumType(argument);
            case AVG ->
                numeric(argument) instanceof DecimalType decimal
                        ? DecimalRules.bounded(decimal.precision() + 4, decimal.scale() + 4)
                        : Type.DOUBLE;
            default -> argument;
        };
    }

    /** The types of the state's columns over arguments of these types. */
    public List<Type> stateTypes(List<Type> arguments) {
        return switch (this) {
            case COUNT -> List.of(Type.BIGINT);
            case SUM -> List.of(sumType(arguments.get(0)));
            case AVG ->
                numeric(arguments.get(0)) instanceof DecimalType
                        ? List.of(sumType(arguments.get(0)), Type.BIGINT)
                        : List.of(Type.DOUBLE, Type.BIGINT);
            case MIN, MAX -> List.of(arguments.get(0));
        };
    }

    private Type sumType(Type argument) {
        Type numeric = numeric(argument);
        if (numeric instanceof DecimalType decimal) {
            return DecimalRules.bounded(decimal.precision() + 10, decimal.scale());
        }
        return numeric.isInteger() ? Type.BIGINT : Type.DOUBLE;
    }

    private Type numeric(Type argument) {
        if (!argument.isNumeric()) {
            throw new WeftException(
                    ErrorCode.TYPE_MISMATCH,
                    "Cannot compute %s of a %s: it needs a number (use count, min or max, or cast the column)",
                    this,
                    argument);
        }
        return argument;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
