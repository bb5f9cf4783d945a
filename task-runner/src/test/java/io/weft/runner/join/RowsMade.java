package io.weft.runner.join;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weft.runner.operator.Operator;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.PlainBytesVector;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes rows as they are asked for: a key that follows from the row's number, that number, and a text of some 300 bytes. */
final class RowsMade implements Operator {
    /** A key that is null. */
    static final long NULL = Long.MIN_VALUE;

    private static final int BATCH_ROWS = 1000;
    private static final String PADDING = "the row with the number ".repeat(12);

    private final int rows;
    private final LongUnaryOperator key;
    private int next;

    RowsMade(int rows, LongUnaryOperator key) {
        this.rows = rows;
        this.key = key;
    }

    @Override
    public @Nullable Batch next() {
        int count = Math.min(BATCH_ROWS, rows - next);
        if (count == 0) {
            return null;
        }
        long[] keys = new long[count];
        boolean[] nulls = new boolean[count];
        long[] numbers = new long[count];
        int[] offsets = new int[count + 1];
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < count; row++) {
            numbers[row] = (long) next + row;
            long value = key.applyAsLong(next + row);
            nulls[row] = value == NULL;
            keys[row] = nulls[row] ? 0 : value;
            text.append(PADDING).append(next + row);
            offsets[row + 1] = text.length();
        }
        next += count;
        byte[] bytes = text.toString().getBytes(US_ASCII);
        return new Batch(
                count,
                List.of(
                        new LongVector(count, keys, nulls),
                        new LongVector(count, numbers, null),
                        new PlainBytesVector(count, offsets, bytes, null)));
    }

    @Override
    public void close() {}
}
