package io.weft.benchmarks;

import io.weft.expr.Expression.InputColumn;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BytesDictionary;
import io.weft.runner.vector.BytesVectorBuilder;
import io.weft.runner.vector.CodedBytesVector;
import io.weft.runner.vector.DecimalVector;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorValues;
import io.weft.type.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.StringJoiner;
import java.util.function.LongSupplier;

/** Rows much like those of TPC-H's lineitem. */
final class LineItems {
    static final InputColumn ORDER = new InputColumn(0, "order", Type.BIGINT);
    static final InputColumn PART = new InputColumn(1, "part", Type.BIGINT);
    static final InputColumn QUANTITY = new InputColumn(2, "quantity", Type.decimal(15, 2));
    static final InputColumn PRICE = new InputColumn(3, "price", Type.decimal(15, 2));
    static final InputColumn DISCOUNT = new InputColumn(4, "discount", Type.decimal(15, 2));
    static final InputColumn TAX = new InputColumn(5, "tax", Type.decimal(15, 2));
    static final InputColumn SHIPPED = new InputColumn(6, "shipped", Type.DATE);
    static final InputColumn FLAG = new InputColumn(7, "flag", Type.STRING);
    static final InputColumn COMMENT = new InputColumn(8, "comment", Type.STRING);

    static final int PARTS = 200_000;
    private static final int FIRST_DAY = 8036;
    private static final int DAYS = 2500;
    private static final int MOST_WORDS = 8;
    private static final String FLAGS = "ANR";
    private static final List<String> WORDS = List.of(
            "furiously",
            "special",
            "deposits",
            "sleep",
            "regular",
            "requests",
            "haggle",
            "final",
            "packages",
            "quickly",
            "ironic",
            "accounts",
            "nag",
            "blithely",
            "express",
            "theodolites",
            "across",
            "the",
            "even",
            "pending");

    private LineItems() {}

    /** One batch, in the order of the columns above; flags are coded. */
    static Batch batch(int rows, Random random) {
        long[] orders = new long[rows];
        for (int row = 1; row < rows; row++) {
            orders[row] = orders[row - 1] + (random.nextInt(4) == 0 ? 1 : 0);
        }
        return new Batch(
                rows,
                List.of(
                        new LongVector(rows, orders, null),
                        new LongVector(rows, longs(rows, () -> random.nextInt(PARTS)), null),
                        decimals(rows, () -> 100L * (1 + random.nextInt(50))),
                        decimals(rows, () -> 90_000L + random.nextInt(10_000_000)),
                        decimals(rows, () -> random.nextInt(11)),
                        decimals(rows, () -> random.nextInt(9)),
                        dates(rows, random),
                        flags(rows, random),
                        comments(rows, random)));
    }

    private static long[] longs(int rows, LongSupplier values) {
        long[] longs = new long[rows];
        for (int row = 0; row < rows; row++) {
            longs[row] = values.getAsLong();
        }
        return longs;
    }

    private static Vector decimals(int rows, LongSupplier unscaled) {
        return new DecimalVector(rows, longs(rows, unscaled), null, null);
    }

    private static Vector dates(int rows, Random random) {
        int[] days = new int[rows];
        for (int row = 0; row < rows; row++) {
            days[row] = FIRST_DAY + random.nextInt(DAYS);
        }
        return new IntVector(rows, days, null);
    }

    private static Vector flags(int rows, Random random) {
        int[] ids = new int[rows];
        for (int row = 0; row < rows; row++) {
            ids[row] = random.nextInt(FLAGS.length());
        }
        byte[] bytes = FLAGS.getBytes(StandardCharsets.US_ASCII);
        return new CodedBytesVector(rows, ids, new BytesDictionary(bytes.length, new int[] {0, 1, 2, 3}, bytes), null);
    }

    private static Vector comments(int rows, Random random) {
        BytesVectorBuilder comments = new BytesVectorBuilder(rows);
        for (int row = 0; row < rows; row++) {
            StringJoiner text = new StringJoiner(" ");
            for (int left = 1 + random.nextInt(MOST_WORDS); left > 0; left--) {
                text.add(WORDS.get(random.nextInt(WORDS.size())));
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
            comments.append(bytes, 0, bytes.length);
        }
        return comments.build();
    }

    /** The value of a column in a row, as the object that rows hold. */
    static Object value(InputColumn column, Batch batch, int row) {
        return Objects.requireNonNull(VectorValues.value(batch.column(column.index()), row, column.type()));
    }
}
