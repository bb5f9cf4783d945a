package io.weft.runner.kernel;

import io.weft.expr.Function;
import io.weft.runner.vector.BytesDictionary;
import io.weft.runner.vector.BytesVector;
import io.weft.runner.vector.CodedBytesVector;
import io.weft.runner.vector.Vector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Compares strings or binary values with a constant; those of a dictionary once for each of its entries. */
final class TextTest extends ValueTest {
    private final Function comparison;
    private final byte[] constant;
    private @Nullable BytesDictionary known;
    /** 1 for the ids of values that qualify, else 0. */
    private byte[] flagsById = new byte[0];

    TextTest(Evaluator input, Function comparison, byte[] constant) {
        super(input);
        this.comparison = comparison;
        this.constant = constant;
    }

    @Override
    int test(Vector vector, int @Nullable [] positions, int count, int[] out) {
        if (vector instanceof CodedBytesVector coded) {
            if (coded.dictionary() != known) {
                learn(coded.dictionary());
            }
            return testIds(coded.ids(), positions, count, out);
        }
        return testBytes((BytesVector) vector, positions, count, out);
    }

    private void learn(BytesDictionary dictionary) {
        flagsById = new byte[dictionary.size()];
        for (int id = 0; id < flagsById.length; id++) {
            flagsById[id] = (byte) (holds(dictionary.bytes(), dictionary.start(id), dictionary.length(id)) ? 1 : 0);
        }
        known = dictionary;
    }

    private int testIds(int[] ids, int @Nullable [] positions, int count, int[] out) {
        int found = 0;
        for (int index = 0; index < count; index++) {
            int row = positions == null ? index : positions[index];
            out[found] = row;
            found += flagsById[ids[row]];
        }
        return found;
    }

    private int testBytes(BytesVector vector, int @Nullable [] positions, int count, int[] out) {
        byte[] bytes = vector.bytes();
        int found = 0;
        for (int index = 0; index < count; index++) {
            int row = positions == null ? index : positions[index];
            out[found] = row;
            if (holds(bytes, vector.start(row), vector.length(row))) {
                found++;
            }
        }
        return found;
    }

    private boolean holds(byte[] bytes, int start, int length) {
        return switch (comparison) {
            case EQUAL -> isConstant(bytes, start, length);
            case NOT_EQUAL -> !isConstant(bytes, start, length);
            case LESS -> compare(bytes, start, length) < 0;
            case LESS_OR_EQUAL -> compare(bytes, start, length) <= 0;
            case GREATER -> compare(bytes, start, length) > 0;
            case GREATER_OR_EQUAL -> compare(bytes, start, length) >= 0;
            default -> throw new IllegalStateException("No comparison: " + comparison);
        };
    }

    private boolean isConstant(byte[] bytes, int start, int length) {
        return length == constant.length && Arrays.equals(bytes, start, start + length, constant, 0, length);
    }

    private int compare(byte[] bytes, int start, int length) {
        return Arrays.compareUnsigned(bytes, start, start + length, constant, 0, constant.length);
    }
}
