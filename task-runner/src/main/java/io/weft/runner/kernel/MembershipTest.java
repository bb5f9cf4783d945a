package io.weft.runner.kernel;

import io.weft.expr.Expression;
import io.weft.expr.Expression.Invoke;
import io.weft.expr.Expression.Literal;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BytesDictionary;
import io.weft.runner.vector.BytesVector;
import io.weft.runner.vector.CodedBytesVector;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorKind;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a value is among constants, or is not; it does not hold where that is null. */
final class MembershipTest extends ValueTest {
    private static final Batch ONE_ROW = new Batch(1, List.of());

    private final boolean wanted;
    /** Whether a value that is not found may yet equal the null among the constants. */
    private final boolean hasNull;
    /** Sorted. */
    private final long[] numbers;

    private final Set<ByteBuffer> texts = new HashSet<>();
    private @Nullable BytesDictionary known;
    private boolean[] foundById = {};

    private MembershipTest(Invoke call, Evaluator input, boolean wanted) {
        super(input);
        this.wanted = wanted;
        List<Vector> constants = call.arguments().stream()
                .skip(1)
                .map(constant -> Constant.of((Literal) constant).evaluate(ONE_ROW))
                .toList();
        hasNull = constants.stream().anyMatch(constant -> constant.isNull(0));
        numbers = constants.stream()
                .filter(constant -> !constant.isNull(0) && constant.kind() != VectorKind.BYTES)
                .mapToLong(constant -> number(constant, 0))
                .sorted()
                .toArray();
        for (Vector constant : constants) {
            if (!constant.isNull(0) && constant instanceof BytesVector text) {
                texts.add(ByteBuffer.wrap(text.bytes(), text.start(0), text.length(0)));
            }
        }
    }

    /** Whether a call asks for a whole number or a text among constants. */
    static boolean isFor(Invoke call) {
        if (!call.function().name().equals("in")) {
            return false;
        }
        for (Expression constant : call.arguments().subList(1, call.arguments().size())) {
            if (!(constant instanceof Literal)) {
                return false;
            }
        }
        return switch (VectorKind.of(call.argument(0).type())) {
            case INT, LONG, BYTES -> true;
            default -> false;
        };
    }

    static MembershipTest isIn(Invoke call, Evaluator input) {
        return new MembershipTest(call, input, /* wanted= */ true);
    }

    static MembershipTest isNotIn(Invoke call, Evaluator input) {
        return new MembershipTest(call, input, /* wanted= */ false);
    }

    @Override
    int test(Vector vector, int @Nullable [] positions, int count, int[] out) {
        if (hasNull && !wanted) {
            return 0;
        }
        if (vector instanceof CodedBytesVector coded) {
            learn(coded.dictionary());
        }
        int found = 0;
        for (int index = 0; index < count; index++) {
            int row = positions == null ? index : positions[index];
            out[found] = row;
            if (contains(vector, row) == wanted) {
                found++;
            }
        }
        return found;
    }

    private boolean contains(Vector vector, int row) {
        if (vector instanceof CodedBytesVector coded) {
            return foundById[coded.id(row)];
        }
        return vector instanceof BytesVector text
                ? texts.contains(ByteBuffer.wrap(text.bytes(), text.start(row), text.length(row)))
                : Arrays.binarySearch(numbers, number(vector, row)) >= 0;
    }

    private void learn(BytesDictionary dictionary) {
        if (dictionary == known) {
            return;
        }
        foundById = new boolean[dictionary.size()];
        for (int id = 0; id < foundById.length; id++) {
            foundById[id] =
                    texts.contains(ByteBuffer.wrap(dictionary.bytes(), dictionary.start(id), dictionary.length(id)));
        }
        known = dictionary;
    }

    private static long number(Vector vector, int row) {
        return vector instanceof IntVector ints ? ints.value(row) : ((LongVector) vector).value(row);
    }
}
