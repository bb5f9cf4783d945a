package io.weft.benchmarks;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BytesDictionary;
import io.weft.runner.vector.CodedBytesVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.PlainBytesVector;
import io.weft.runner.vector.Vector;
import io.weft.type.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;

/** Keys to group by, made of numbers from 0 on. */
public enum GroupKeys {
    BIGINT,
    TWO_BIGINTS,
    STRING,
    CODED_STRING;

    private static final long SPREAD = 0x9e37_79b9_7f4a_7c15L;
    private static final int SECOND_KEYS = 1000;
    private static final int DIGITS = 9;
    private static final byte[] NAME = "Customer#".getBytes(StandardCharsets.US_ASCII);

    List<Type> types() {
        return switch (this) {
            case BIGINT -> List.of(Type.BIGINT);
            case TWO_BIGINTS -> List.of(Type.BIGINT, Type.BIGINT);
            case STRING, CODED_STRING -> List.of(Type.STRING);
        };
    }

    /** Rows whose keys are drawn from so many, evenly. */
    List<Batch> batches(int rows, int keys, Random random) {
        BytesDictionary names = dictionary(this == CODED_STRING ? keys : 1);
        List<Batch> batches = new ArrayList<>();
        for (int done = 0; done < rows; ) {
            int[] numbers =
                    random.ints(Math.min(rows - done, Batch.MAX_ROWS), 0, keys).toArray();
            batches.add(new Batch(numbers.length, vectors(numbers, names)));
            done += numbers.length;
        }
        return batches;
    }

    private List<Vector> vectors(int[] numbers, BytesDictionary names) {
        return switch (this) {
            case BIGINT -> List.of(longs(numbers, number -> number));
            case TWO_BIGINTS ->
                List.of(longs(numbers, number -> number / SECOND_KEYS), longs(numbers, number -> number % SECOND_KEYS));
            case STRING -> List.of(strings(numbers));
            case CODED_STRING -> List.of(new CodedBytesVector(numbers.length, numbers, names, null));
        };
    }

    private static Vector longs(int[] numbers, IntUnaryOperator part) {
        long[] values = new long[numbers.length];
        for (int row = 0; row < values.length; row++) {
            values[row] = SPREAD * part.applyAsInt(numbers[row]);
        }
        return new LongVector(values.length, values, null);
    }

    private static PlainBytesVector strings(int[] numbers) {
        int length = NAME.length + DIGITS;
        int[] offsets = new int[numbers.length + 1];
        byte[] bytes = new byte[length * numbers.length];
        for (int row = 0; row < numbers.length; row++) {
            int start = offsets[row];
            System.arraycopy(NAME, 0, bytes, start, NAME.length);
            int rest = numbers[row];
            for (int place = start + length - 1; place >= start + NAME.length; place--) {
                bytes[place] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
            offsets[row + 1] = start + length;
        }
        return new PlainBytesVector(numbers.length, offsets, bytes, null);
    }

    private static BytesDictionary dictionary(int keys) {
        int[] numbers = new int[keys];
        for (int number = 0; number < keys; number++) {
            numbers[number] = number;
        }
        PlainBytesVector all = strings(numbers);
        return new BytesDictionary(keys, all.offsets(), all.bytes());
    }
}
