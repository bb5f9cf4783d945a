package io.weft.expr;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.type.DecimalType;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The types of aggregates, each rule for a family of them.
 *
 * <p>Result types follow Spark's rules: a sum of decimals has ten more digits, an average of decimals four more digits
 * before rounding, four of them after the point.
 */
final class AggregateRules {
    private AggregateRules() {}

    /** The types of a function over arguments of these types. */
    interface Rule {
        AggregateSignature signature(AggregateFunction function, List<Type> arguments);
    }

    static AggregateSignature count(AggregateFunction function, List<Type> arguments) {
        return new AggregateSignature(arguments, List.of(Type.BIGINT), Type.BIGINT);
    }

    static AggregateSignature sum(AggregateFunction function, List<Type> arguments) {
        Type sum = sumType(numeric(function, arguments.get(0)));
        return new AggregateSignature(arguments, List.of(sum), sum);
    }

    static AggregateSignature average(AggregateFunction function, List<Type> arguments) {
        Type argument = numeric(function, arguments.get(0));
        if (argument instanceof DecimalType decimal) {
            return new AggregateSignature(
                    arguments,
                    List.of(sumType(argument), Type.BIGINT),
                    DecimalRules.bounded(decimal.precision() + 4, decimal.scale() + 4));
        }
        return new AggregateSignature(arguments, List.of(Type.DOUBLE, Type.BIGINT), Type.DOUBLE);
    }

    /** Takes any value and gives one of them. */
    static AggregateSignature value(AggregateFunction function, List<Type> arguments) {
        single(function, arguments.get(0));
        return new AggregateSignature(arguments, arguments, arguments.get(0));
    }

    /** The same where values are compared. */
    static AggregateSignature ordered(AggregateFunction function, List<Type> arguments) {
        inOrder(function, arguments.get(0));
        return value(function, arguments);
    }

    static AggregateSignature truth(AggregateFunction function, List<Type> arguments) {
        if (!arguments.get(0).equals(Type.BOOLEAN)) {
            throw mismatch(function, arguments.get(0), "a boolean (compare the column with something)");
        }
        return value(function, arguments);
    }

    static AggregateSignature place(AggregateFunction function, List<Type> arguments) {
        single(function, arguments.get(0));
        return new AggregateSignature(arguments, List.of(arguments.get(0), Type.BOOLEAN), arguments.get(0));
    }

    static AggregateSignature extremeBy(AggregateFunction function, List<Type> arguments) {
        single(function, arguments.get(0));
        inOrder(function, arguments.get(1));
        return new AggregateSignature(arguments, arguments, arguments.get(0));
    }

    static AggregateSignature moments(AggregateFunction function, List<Type> arguments) {
        return ofDoubles(function, arguments, 2);
    }

    static AggregateSignature comoments(AggregateFunction function, List<Type> arguments) {
        return ofDoubles(function, arguments, 5);
    }

    static AggregateSignature list(AggregateFunction function, List<Type> arguments) {
        Type list = Type.list(single(function, arguments.get(0)));
        return new AggregateSignature(arguments, List.of(list), list);
    }

    static AggregateSignature interpolatedPercentile(AggregateFunction function, List<Type> arguments) {
        numeric(function, arguments.get(0));
        List<Type> doubles = new ArrayList<>(arguments);
        doubles.set(0, Type.DOUBLE);
        return percentile(function, doubles);
    }

    /** Of values alone, as they are written, or of values and how often each comes, as they are computed. */
    static AggregateSignature percentile(AggregateFunction function, List<Type> arguments) {
        Type value = single(function, arguments.get(0));
        return new AggregateSignature(arguments, List.of(Type.list(value), Type.list(Type.BIGINT)), value);
    }

    static AggregateSignature approximateCount(AggregateFunction function, List<Type> arguments) {
        single(function, arguments.get(0));
        return new AggregateSignature(arguments, List.of(Type.BINARY), Type.BIGINT);
    }

    static AggregateSignature approximatePercentile(AggregateFunction function, List<Type> arguments) {
        numeric(function, arguments.get(0));
        return new AggregateSignature(List.of(Type.DOUBLE), List.of(Type.BINARY), Type.DOUBLE);
    }

    /** Of doubles, with a state of a count and so many doubles. */
    private static AggregateSignature ofDoubles(AggregateFunction function, List<Type> arguments, int doubles) {
        arguments.forEach(argument -> numeric(function, argument));
        List<Type> state = new ArrayList<>(List.of(Type.BIGINT));
        state.addAll(Collections.nCopies(doubles, Type.DOUBLE));
        return new AggregateSignature(Collections.nCopies(arguments.size(), Type.DOUBLE), state, Type.DOUBLE);
    }

    private static Type sumType(Type argument) {
        if (argument instanceof DecimalType decimal) {
            return DecimalRules.bounded(decimal.precision() + 10, decimal.scale());
        }
        return argument.isInteger() ? Type.BIGINT : Type.DOUBLE;
    }

    private static void inOrder(AggregateFunction function, Type argument) {
        if (argument.isNested()) {
            throw new WeftException(
                    ErrorCode.TYPE_MISMATCH,
                    "Cannot compute %s of a %s: its values have no order (take an element or a field of it)",
                    function,
                    argument);
        }
    }

    private static Type single(AggregateFunction function, Type argument) {
        if (argument.isNested()) {
            throw mismatch(function, argument, "a value that is no list, map or struct (take an element or a field)");
        }
        return argument;
    }

    private static Type numeric(AggregateFunction function, Type argument) {
        if (!argument.isNumeric()) {
            throw mismatch(function, argument, "a number (use count, min or max, or cast the column)");
        }
        return argument;
    }

    private static WeftException mismatch(AggregateFunction function, Type argument, String needed) {
        return new WeftException(
                ErrorCode.TYPE_MISMATCH, "Cannot compute %s of a %s: it needs %s", function, argument, needed);
    }
}
