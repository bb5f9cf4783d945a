package io.weft.benchmarks;

import io.weft.expr.SortColumn;
import io.weft.expr.SortOrder;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.DecimalVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.PlainBytesVector;
import io.weft.runner.vector.Vector;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Columns to sort by, in front of a column with each row's number. */
public enum SortKeys {
    BIGINT,
    /** Random letters. */
    STRING,
    /** A string of which there are few, a decimal downwards, a bigint. */
    MIXED;

    private static final int LETTERS = 26;
    private static final int LONG_TEXT = 24;
    private static final int SHORT_TEXT = 1;
    private static final int PRICES = 1000;

    int count() {
        return columns().size();
    }

    /** Those of all columns. */
    List<Type> types() {
        return switch (this) {
            case BIGINT -> List.of(Type.BIGINT, Type.BIGINT);
            case STRING -> List.of(Type.STRING, Type.BIGINT);
            case MIXED -> List.of(Type.STRING, Type.decimal(15, 2), Type.BIGINT, Type.BIGINT);
        };
    }

    List<SortColumn> columns() {
        return switch (this) {
            case BIGINT, STRING -> List.of(new SortColumn(0, SortOrder.ASC_NULLS_FIRST));
            case MIXED ->
                List.of(
                        new SortColumn(0, SortOrder.ASC_NULLS_FIRST),
                        new SortColumn(1, SortOrder.DESC_NULLS_LAST),
                        new SortColumn(2, SortOrder.ASC_NULLS_FIRST));
        };
    }

    /** The same order of rows' values. */
    Comparator<List<Object>> order() {
        return switch (this) {
            case BIGINT -> Comparator.comparing(row -> (Long) row.get(0));
            case STRING -> Comparator.comparing(row -> (String) row.get(0));
            case MIXED ->
                Comparator.comparing((List<Object> row) -> (String) row.get(0))
                        .thenComparing(row -> (BigDecimal) row.get(1), Comparator.reverseOrder())
                        .thenComparing(row -> (Long) row.get(2));
        };
    }

    List<Batch> batches(int rows, Random random) {
        List<Batch> batches = new ArrayList<>();
        for (int done = 0; done < rows; ) {
            int count = Math.min(rows - done, Batch.MAX_ROWS);
            List<Vector> columns = new ArrayList<>(
                    switch (this) {
                        case BIGINT -> List.of(longs(count, random));
                        case STRING -> List.of(texts(count, LONG_TEXT, random));
                        case MIXED ->
                            List.of(texts(count, SHORT_TEXT, random), decimals(count, random), longs(count, random));
                    });
            columns.add(numbers(count, done));
            batches.add(new Batch(count, columns));
            done += count;
        }
        return batches;
    }

    private static Vector longs(int count, Random random) {
        return new LongVector(count, random.longs(count).toArray(), null);
    }

    private static Vector decimals(int count, Random random) {
        return new DecimalVector(count, random.longs(count, 0, PRICES).toArray(), null, null);
    }

    private static Vector texts(int count, int length, Random random) {
        byte[] bytes = new byte[count * length];
        int[] offsets = new int[count + 1];
        for (int row = 0; row < count; row++) {
            offsets[row + 1] = offsets[row] + length;
        }
        for (int place = 0; place < bytes.length; place++) {
            bytes[place] = (byte) ('a' + random.nextInt(LETTERS));
        }
        return new PlainBytesVector(count, offsets, bytes, null);
    }

    private static Vector numbers(int count, int first) {
        long[] numbers = new long[count];
        for (int row = 0; row < count; row++) {
            numbers[row] = (long) first + row;
        }
        return new LongVector(count, numbers, null);
    }
}
