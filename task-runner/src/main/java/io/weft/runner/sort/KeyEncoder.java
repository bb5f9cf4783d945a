package io.weft.runner.sort;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.expr.SortColumn;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BooleanVector;
import io.weft.runner.vector.BytesVector;
import io.weft.runner.vector.DecimalVector;
import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns the sort columns of rows into keys whose bytes are ordered as docs/semantics.md orders the values. Equal values have equal keys, whichever NaN
 * they are, whether a zero is negative, a string coded, a decimal wide.
 *
 * <p>A column is a byte that tells nulls from values, and places them, followed by the value: integers with the sign bit turned, so that they
 * are ordered as unsigned bytes; doubles likewise, with all bits turned where they are negative; strings with a zero after them and with their own bytes 0 and 1
 * as 1 1 and 1 2, so that no string is the beginning of another. Where greater values come first, all bits of the value are turned.
 *
 * <p>One encoder serves one thread.
 */
public final class KeyEncoder {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private static final int MOST_BYTES = 1 << 30;

    private static final byte NULL_BEFORE = 0;
    private static final byte VALUE = 1;
    private static final byte NULL_AFTER = 2;

    private static final byte END = 0;
    private static final byte ESCAPE = 1;

    private final List<SortColumn> columns;

    /** For each row of the batch at hand the place of its next byte. */
    private final int[] places = new int[Batch.MAX_ROWS];

    /** An encoder of keys of these columns, the most important first. */
    public KeyEncoder(List<SortColumn> columns) {
        this.columns = List.copyOf(columns);
    }

    /** The keys of the rows that count, in their order. */
    public RowKeys encode(Batch batch) {
        int count = batch.selectedCount();
        int[] positions = batch.positions();
        int[] offsets = offsets(batch, positions, count);
        byte[] bytes = new byte[offsets[count]];
        System.arraycopy(offsets, 0, places, 0, count);
        for (SortColumn column : columns) {
            Vector vector = batch.column(column.index());
            write(vector, column, positions, count, bytes);
        }
        return new RowKeys(bytes, offsets);
    }

    private int[] offsets(Batch batch, int[] positions, int count) {
        int fixed = 0;
        for (SortColumn column : columns) {
            fixed += 1 + width(batch.column(column.index()));
        }
        int[] offsets = new int[count + 1];
        for (int index = 0; index < count; index++) {
            offsets[index + 1] = fixed;
        }
        for (SortColumn column : columns) {
            if (batch.column(column.index()) instanceof BytesVector bytes) {
                addLengths(bytes, positions, count, offsets);
            }
        }
        long end = 0;
        for (int index = 1; index <= count; index++) {
            end += offsets[index];
            offsets[index] = (int) end;
        }
        if (end > MOST_BYTES) {
            throw new WeftException(
                    ErrorCode.OUT_OF_MEMORY,
                    "Cannot sort a batch: its sort keys have more than 1 GiB (sort by a shorter column)");
        }
        return offsets;
    }

    /** The bytes of a value, without those that depend on it. */
    private static int width(Vector vector) {
        return switch (vector.kind()) {
            case BOOLEAN -> 1;
            case INT -> Integer.BYTES;
            case LONG, DOUBLE -> Long.BYTES;
            case DECIMAL -> 2 * Long.BYTES;
            case BYTES -> 0;
            case LIST, MAP, STRUCT -> throw new IllegalStateException("No order of " + vector.kind());
        };
    }

    private static void addLengths(BytesVector column, int[] positions, int count, int[] lengths) {
        boolean[] nulls = column.nulls();
        byte[] bytes = column.bytes();
        for (int index = 0; index < count; index++) {
            int row = positions[index];
            if (nulls == null || !nulls[row]) {
                int length = column.length(row);
                lengths[index + 1] += 1 + length + escapes(bytes, column.start(row), length);
            }
        }
    }

    /** How many of the bytes are 0 or 1. */
    private static int escapes(byte[] bytes, int start, int length) {
        int position = start;
        int end = start + length;
        int count = 0;
        for (; position + Long.BYTES <= end; position += Long.BYTES) {
            long rest = (long) LONG.get(bytes, position) & 0xFEFE_FEFE_FEFE_FEFEL;
            if ((rest - 0x0101_0101_0101_0101L & ~rest & 0x8080_8080_8080_8080L) != 0) {
                count += escapesOneByOne(bytes, position, position + Long.BYTES);
            }
        }
        return count + escapesOneByOne(bytes, position, end);
    }

    private static int escapesOneByOne(byte[] bytes, int start, int end) {
        int count = 0;
        for (int position = start; position < end; position++) {
            count += (bytes[position] & 0xFE) == 0 ? 1 : 0;
        }
        return count;
    }

    private void write(Vector vector, SortColumn column, int[] positions, int count, byte[] bytes) {
        boolean[] nulls = vector.nulls();
        byte ofNull = column.order().isNullsFirst() ? NULL_BEFORE : NULL_AFTER;
        for (int index = 0; index < count; index++) {
            bytes[places[index]++] = nulls != null && nulls[positions[index]] ? ofNull : VALUE;
        }
        long turn = column.order().isDescending() ? -1 : 0;
        if (vector instanceof LongVector longs) {
            writeLongs(longs.values(), nulls, positions, count, turn, bytes);
        } else if (vector instanceof IntVector ints) {
            writeInts(ints.values(), nulls, positions, count, (int) turn, bytes);
        } else if (vector instanceof BooleanVector booleans) {
            writeBooleans(booleans.values(), nulls, positions, count, (byte) turn, bytes);
        } else if (vector instanceof DoubleVector doubles) {
            writeDoubles(doubles.values(), nulls, positions, count, turn, bytes);
        } else if (vector instanceof DecimalVector decimals) {
            writeDecimals(decimals, positions, count, turn, bytes);
        } else {
            writeStrings((BytesVector) vector, positions, count, (byte) turn, bytes);
        }
    }

    private void writeLongs(
            long[] values, boolean @Nullable [] nulls, int[] positions, int count, long turn, byte[] bytes) {
        for (int index = 0; index < count; index++) {
            int row = positions[index];
            long value = values[row] ^ Long.MIN_VALUE ^ turn;
            LONG.set(bytes, places[index], nulls != null && nulls[row] ? 0 : value);
            places[index] += Long.BYTES;
        }
    }

    private void writeInts(
            int[] values, boolean @Nullable [] nulls, int[] positions, int count, int turn, byte[] bytes) {
        for (int index = 0; index < count; index++) {
            int row = positions[index];
            int value = values[row] ^ Integer.MIN_VALUE ^ turn;
            INT.set(bytes, places[index], nulls != null && nulls[row] ? 0 : value);
            places[index] += Integer.BYTES;
        }
    }

    private void writeBooleans(
            boolean[] values, boolean @Nullable [] nulls, int[] positions, int count, byte turn, byte[] bytes) {
        for (int index = 0; index < count; index++) {
            int row = positions[index];
            int value = (values[row] ? 1 : 0) ^ turn;
            bytes[places[index]++] = nulls != null && nulls[row] ? 0 : (byte) value;
        }
    }

    private void writeDoubles(
            double[] values, boolean @Nullable [] nulls, int[] positions, int count, long turn, byte[] bytes) {
        for (int index = 0; index < count; index++) {
            int row = positions[index];
            long bits = DoubleVector.keyBits(values[row]);
            long value = bits ^ (bits >> 63 | Long.MIN_VALUE) ^ turn;
            LONG.set(bytes, places[index], nulls != null && nulls[row] ? 0 : value);
            places[index] += Long.BYTES;
        }
    }

    private void writeDecimals(DecimalVector column, int[] positions, int count, long turn, byte[] bytes) {
        boolean[] nulls = column.nulls();
        for (int index = 0; index < count; index++) {
            int row = positions[index];
            boolean isNull = nulls != null && nulls[row];
            LONG.set(bytes, places[index], isNull ? 0 : column.high(row) ^ Long.MIN_VALUE ^ turn);
            LONG.set(bytes, places[index] + Long.BYTES, isNull ? 0 : column.low(row) ^ turn);
            places[index] += 2 * Long.BYTES;
        }
    }

    private void writeStrings(BytesVector column, int[] positions, int count, byte turn, byte[] bytes) {
        boolean[] nulls = column.nulls();
        byte[] source = column.bytes();
        for (int index = 0; index < count; index++) {
            int row = positions[index];
            if (nulls == null || !nulls[row]) {
                int start = column.start(row);
                places[index] = writeString(source, start, start + column.length(row), turn, bytes, places[index]);
            }
        }
    }

    /** Writes a string with its end and returns the place after it. */
    private static int writeString(byte[] source, int start, int end, byte turn, byte[] target, int place) {
        int to = place;
        if (turn == 0 && escapes(source, start, end - start) == 0) {
            System.arraycopy(source, start, target, to, end - start);
            to += end - start;
        } else {
            for (int from = start; from < end; from++) {
                byte value = source[from];
                if ((value & 0xFE) == 0) {
                    target[to++] = (byte) (ESCAPE ^ turn);
                    value++;
                }
                target[to++] = (byte) (value ^ turn);
            }
        }
        target[to] = (byte) (END ^ turn);
        return to + 1;
    }
}
