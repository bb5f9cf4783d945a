package io.weft.runner.scan;

import org.apache.parquet.io.ParquetDecodingException;

/** Lengths in Parquet's encoding DELTA_BINARY_PACKED, decoded some at a time: what a page claims to hold is never allocated. */
final class DeltaLengths {
    private static final int AHEAD = 256;

    private final DeltaDecoder numbers;
    private final int[] ahead = new int[AHEAD];
    private int next = AHEAD;

    /** Lengths that have not been handed out. */
    private int left;

    /** The lengths at the front of the input, which is moved behind them. */
    DeltaLengths(PageInput in) {
        numbers = new DeltaDecoder(in.duplicate());
        left = numbers.left();
        new DeltaDecoder(in).passAll();
    }

    int next() {
        if (next == AHEAD) {
            next = AHEAD - Math.min(AHEAD, left);
            fill(ahead, next, AHEAD - next);
        }
        if (left == 0) {
            throw new ParquetDecodingException("the lengths end too early");
        }
        left--;
        return ahead[next++];
    }

    /** Puts the next lengths into these slots; their sum. Not to be mixed with {@link #next}. */
    long read(int[] target, int from, int count) {
        left -= Math.min(count, left);
        return fill(target, from, count);
    }

    private long fill(int[] target, int from, int count) {
        numbers.ints(target, from, count);
        long sum = 0;
        for (int index = from; index < from + count; index++) {
            if (target[index] < 0) {
                throw new ParquetDecodingException("a length of %d bytes".formatted(target[index]));
            }
            sum += target[index];
        }
        return sum;
    }
}
