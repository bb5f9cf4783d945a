package io.weft.runner.operator;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.PlainBytesVector;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of about a hundred bytes, made as they are asked for: a number, and a text that follows from it. */
final class WideRows implements Operator {
    private static final int ROWS = 1000;

    private final long[] keys;
    private int next;

    WideRows(long[] keys) {
        this.keys = keys;
    }

    static String text(long key) {
        return Long.toHexString(key).repeat(6);
    }

    @Override
    public @Nullable Batch next() {
        int count = Math.min(ROWS, keys.length - next);
        if (count == 0) {
            return null;
        }
        long[] some = Arrays.copyOfRange(keys, next, next + count);
        next += count;
        int[] offsets = new int[count + 1];
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < count; row++) {
            text.append(text(some[row]));
            offsets[row + 1] = text.length();
        }
        byte[] bytes = text.toString().getBytes(US_ASCII);
        return new Batch(
                count, List.of(new LongVector(count, some, null), new PlainBytesVector(count, offsets, bytes, null)));
    }

    @Override
    public void close() {}
}
