package io.weft.runner.function;

import io.weft.runner.vector.BooleanVector;
import io.weft.runner.vector.BytesVector;
import io.weft.runner.vector.DecimalVector;
import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;
import java.util.Arrays;

/** Compares values within vectors of one type that has no parts, by the order of docs/semantics.md. */
final class Elements {
    private Elements() {}

    /** Less than, equal to or greater than zero; neither value is null. */
    static int compare(Vector left, int leftPlace, Vector right, int rightPlace) {
        return switch (left.kind()) {
            case BOOLEAN ->
                Boolean.compare(((BooleanVector) left).value(leftPlace), ((BooleanVector) right).value(rightPlace));
            case INT -> Integer.compare(((IntVector) left).value(leftPlace), ((IntVector) right).value(rightPlace));
            case LONG -> Long.compare(((LongVector) left).value(leftPlace), ((LongVector) right).value(rightPlace));
            // Adding zero makes -0.0 the zero that it equals.
            case DOUBLE ->
                Double.compare(
                        ((DoubleVector) left).value(leftPlace) + 0.0, ((DoubleVector) right).value(rightPlace) + 0.0);
            case DECIMAL -> compare((DecimalVector) left, leftPlace, (DecimalVector) right, rightPlace);
            case BYTES -> compare((BytesVector) left, leftPlace, (BytesVector) right, rightPlace);
            default -> throw new IllegalArgumentException("No order of the kind " + left.kind());
        };
    }

    private static int compare(DecimalVector left, int leftPlace, DecimalVector right, int rightPlace) {
        int order = Long.compare(left.high(leftPlace), right.high(rightPlace));
        return order != 0 ? order : Long.compareUnsigned(left.low(leftPlace), right.low(rightPlace));
    }

    private static int compare(BytesVector left, int leftPlace, BytesVector right, int rightPlace) {
        int start = left.start(leftPlace);
        int otherStart = right.start(rightPlace);
        return Arrays.compareUnsigned(
                left.bytes(),
                start,
                start + left.length(leftPlace),
                right.bytes(),
                otherStart,
                otherStart + right.length(rightPlace));
    }

    /** Where among some places the value is found, or -1. */
    static int find(Vector elements, int start, int end, Vector values, int row) {
        for (int place = start; place < end; place++) {
            if (!elements.isNull(place) && compare(elements, place, values, row) == 0) {
                return place;
            }
        }
        return -1;
    }
}
