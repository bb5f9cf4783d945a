package io.weft.runner.window;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BooleanVector;
import io.weft.runner.vector.BytesVector;
import io.weft.runner.vector.DecimalVector;
import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the rows that differ from the row before them in some columns, by the equality of keys: nulls are equal, and so are 0.0 and -0.0. */
final class KeyChanges {
    private final List<Integer> columns;

    /** The values of the last row seen, a vector of one slot each; null before the first. */
    private @Nullable List<Vector> last;

    KeyChanges(List<Integer> columns) {
        this.columns = List.copyOf(columns);
    }

    /** Sets the flags of the rows that differ; the very first row does in any case. All rows of the batch count. */
    void mark(Batch batch, boolean[] changes) {
        List<Vector> before = last;
        List<Vector> now = new ArrayList<>();
        int[] end = {batch.rowCount() - 1};
        changes[0] |= before == null;
        for (int index = 0; index < columns.size(); index++) {
            Vector column = batch.column(columns.get(index));
            changes[0] |= before == null || differ(before.get(index), 0, column, 0);
            mark(column, changes);
            now.add(column.take(end, 1));
        }
        last = now;
    }

    /** The value of one of the columns in the last row seen, at slot 0. */
    Vector last(int index) {
        if (last == null) {
            throw new IllegalStateException("No row was seen");
        }
        return last.get(index);
    }

    private static void mark(Vector column, boolean[] changes) {
        boolean[] nulls = column.nulls();
        if (nulls == null && column instanceof LongVector longs) {
            markLongs(longs.values(), column.size(), changes);
        } else if (nulls == null && column instanceof IntVector ints) {
            markInts(ints.values(), column.size(), changes);
        } else {
            for (int row = 1; row < column.size(); row++) {
                changes[row] |= differ(column, row - 1, column, row);
            }
        }
    }

    private static void markLongs(long[] values, int count, boolean[] changes) {
        for (int row = 1; row < count; row++) {
            changes[row] |= values[row] != values[row - 1];
        }
    }

    private static void markInts(int[] values, int count, boolean[] changes) {
        for (int row = 1; row < count; row++) {
            changes[row] |= values[row] != values[row - 1];
        }
    }

    private static boolean differ(Vector left, int leftRow, Vector right, int rightRow) {
        if (left.isNull(leftRow) || right.isNull(rightRow)) {
            return left.isNull(leftRow) != right.isNull(rightRow);
        }
        return switch (left.kind()) {
            case BOOLEAN -> ((BooleanVector) left).value(leftRow) != ((BooleanVector) right).value(rightRow);
            case INT -> ((IntVector) left).value(leftRow) != ((IntVector) right).value(rightRow);
            case LONG -> ((LongVector) left).value(leftRow) != ((LongVector) right).value(rightRow);
            case DOUBLE ->
                DoubleVector.keyBits(((DoubleVector) left).value(leftRow))
                        != DoubleVector.keyBits(((DoubleVector) right).value(rightRow));
            case DECIMAL -> differ((DecimalVector) left, leftRow, (DecimalVector) right, rightRow);
            case BYTES -> differ((BytesVector) left, leftRow, (BytesVector) right, rightRow);
            case LIST, MAP, STRUCT -> throw new IllegalStateException("No order of " + left.kind());
        };
    }

    private static boolean differ(DecimalVector left, int leftRow, DecimalVector right, int rightRow) {
        return left.low(leftRow) != right.low(rightRow) || left.high(leftRow) != right.high(rightRow);
    }

    private static boolean differ(BytesVector left, int leftRow, BytesVector right, int rightRow) {
        int leftStart = left.start(leftRow);
        int rightStart = right.start(rightRow);
        return !Arrays.equals(
                left.bytes(),
                leftStart,
                leftStart + left.length(leftRow),
                right.bytes(),
                rightStart,
                rightStart + right.length(rightRow));
    }
}
