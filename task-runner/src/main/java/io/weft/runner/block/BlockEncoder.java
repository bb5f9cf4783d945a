package io.weft.runner.block;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BooleanVector;
import io.weft.runner.vector.BytesDictionary;
import io.weft.runner.vector.BytesVector;
import io.weft.runner.vector.CodedBytesVector;
import io.weft.runner.vector.DecimalVector;
import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.ListVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.MapVector;
import io.weft.runner.vector.StructVector;
import io.weft.runner.vector.Vector;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Writes the columns of a batch into a payload. */
final class BlockEncoder {
    /** What an entry of a dictionary costs beside its bytes. */
    private static final int ENTRY_BYTES = 4;

    private final BlockOutput output;
    private long[] integers = new long[Batch.MAX_ROWS];
    private int[] usedIds = new int[Batch.MAX_ROWS];

    /** For each id of the dictionary being written its number in the block plus one; all zero between columns. */
    private int[] renumbered = new int[0];

    BlockEncoder(BlockOutput output) {
        this.output = output;
    }

    /** The batch has no selection. */
    void encode(Batch batch) {
        output.putInt(batch.columnCount());
        for (int index = 0; index < batch.columnCount(); index++) {
            encode(batch.column(index));
        }
    }

    private void encode(Vector column) {
        output.putByte(ColumnForm.id(column.kind()));
        reserve(column.size());
        int nulls = nullCount(column);
        if (nulls == column.size() && nulls > 0 && !isNested(column)) {
            output.putByte(ColumnForm.PLAIN);
            output.putByte(ColumnForm.ALL_NULLS);
        } else if (column instanceof BooleanVector booleans) {
            putFormAndNulls(ColumnForm.PLAIN, column, nulls);
            output.putBits(booleans.values(), column.size());
        } else if (column instanceof IntVector ints) {
            putFormAndNulls(ColumnForm.PLAIN, column, nulls);
            putInts(ints.values(), column.size());
        } else if (column instanceof LongVector longs) {
            putFormAndNulls(ColumnForm.PLAIN, column, nulls);
            output.putIntegers(longs.values(), column.size());
        } else if (column instanceof DoubleVector doubles) {
            putFormAndNulls(ColumnForm.PLAIN, column, nulls);
            output.putDoubles(doubles.values(), column.size());
        } else if (column instanceof DecimalVector decimals) {
            encodeDecimals(decimals, nulls);
        } else if (column instanceof BytesVector bytes) {
            encodeBytes(bytes, nulls);
        } else {
            encodeNested(column, nulls);
        }
    }

    /** The vectors within another may have more slots than a batch has rows. */
    private void reserve(int slots) {
        if (slots > ColumnForm.MOST_SLOTS) {
            throw new WeftException(
                    ErrorCode.OUT_OF_MEMORY,
                    "Cannot write a batch: its lists or maps have %d elements, and %d is the most (split such long values)",
                    slots,
                    ColumnForm.MOST_SLOTS);
        }
        if (integers.length < slots) {
            integers = new long[slots];
            usedIds = new int[slots];
        }
    }

    private void encodeNested(Vector column, int nulls) {
        putFormAndNulls(ColumnForm.PLAIN, column, nulls);
        if (column instanceof StructVector structs) {
            output.putInt(structs.fields().size());
            for (Vector field : structs.fields()) {
                encode(field.size() == column.size() ? field : part(field, 0, column.size()));
            }
        } else if (column instanceof ListVector lists) {
            putLengths(lists.offsets(), column.size());
            encode(part(lists.elements(), lists.offsets()[0], lists.offsets()[column.size()]));
        } else {
            MapVector maps = (MapVector) column;
            putLengths(maps.offsets(), column.size());
            encode(part(maps.keys(), maps.offsets()[0], maps.offsets()[column.size()]));
            encode(part(maps.values(), maps.offsets()[0], maps.offsets()[column.size()]));
        }
    }

    private void putLengths(int[] offsets, int rows) {
        for (int row = 0; row < rows; row++) {
            integers[row] = (long) offsets[row + 1] - offsets[row];
        }
        output.putIntegers(integers, rows);
    }

    private static Vector part(Vector vector, int from, int to) {
        if (from == 0 && to == vector.size()) {
            return vector;
        }
        return vector.take(IntStream.range(from, to).toArray(), to - from);
    }

    /** Nested columns are written in full also where all is null: a reader learns from them what is within. */
    private static boolean isNested(Vector column) {
        return column instanceof ListVector || column instanceof MapVector || column instanceof StructVector;
    }

    private static int nullCount(Vector column) {
        boolean[] nulls = column.nulls();
        int count = 0;
        if (nulls != null) {
            for (int row = 0; row < column.size(); row++) {
                count += nulls[row] ? 1 : 0;
            }
        }
        return count;
    }

    private void putFormAndNulls(int form, Vector column, int nullCount) {
        output.putByte(form);
        boolean[] nulls = column.nulls();
        if (nulls == null || nullCount == 0) {
            output.putByte(ColumnForm.NO_NULLS);
            return;
        }
        output.putByte(ColumnForm.SOME_NULLS);
        output.putBits(nulls, column.size());
    }

    private void putInts(int[] values, int count) {
        for (int row = 0; row < count; row++) {
            integers[row] = values[row];
        }
        output.putIntegers(integers, count);
    }

    private void encodeDecimals(DecimalVector column, int nulls) {
        int rows = column.size();
        if (fits64Bits(column)) {
            putFormAndNulls(ColumnForm.PLAIN, column, nulls);
            output.putIntegers(column.low(), rows);
            return;
        }
        putFormAndNulls(ColumnForm.WIDE, column, nulls);
        output.putLongs(column.low(), rows);
        for (int row = 0; row < rows; row++) {
            integers[row] = column.high(row);
        }
        output.putIntegers(integers, rows);
    }

    private static boolean fits64Bits(DecimalVector column) {
        long[] high = column.high();
        if (high == null) {
            return true;
        }
        long excess = 0;
        for (int row = 0; row < column.size(); row++) {
            excess |= high[row] ^ column.low(row) >> 63;
        }
        return excess == 0;
    }

    private void encodeBytes(BytesVector column, int nulls) {
        if (column instanceof CodedBytesVector coded) {
            encodeCoded(coded, nulls);
            return;
        }
        putFormAndNulls(ColumnForm.PLAIN, column, nulls);
        putPlainBytes(column);
    }

    private void putPlainBytes(BytesVector column) {
        int rows = column.size();
        boolean[] nulls = column.nulls();
        for (int row = 0; row < rows; row++) {
            integers[row] = nulls != null && nulls[row] ? 0 : column.length(row);
        }
        output.putIntegers(integers, rows);
        byte[] bytes = column.bytes();
        for (int row = 0; row < rows; row++) {
            if (integers[row] > 0) {
                output.putBytes(bytes, column.start(row), (int) integers[row]);
            }
        }
    }

    /** Writes the ids that occur, renumbered in their old order, with the entries they stand for, where that is shorter. */
    private void encodeCoded(CodedBytesVector column, int nulls) {
        BytesDictionary dictionary = column.dictionary();
        int used = collectUsedIds(column);
        long plainBytes = 0;
        for (int row = 0; row < column.size(); row++) {
            plainBytes += column.length(row);
        }
        long codedBytes = (long) column.size() * (used <= 256 ? 1 : 2);
        for (int index = 0; index < used; index++) {
            codedBytes += ENTRY_BYTES + dictionary.length(usedIds[index]);
        }
        if (codedBytes < plainBytes) {
            putFormAndNulls(ColumnForm.CODED, column, nulls);
            putCodedBytes(column, used);
        } else {
            putFormAndNulls(ColumnForm.PLAIN, column, nulls);
            putPlainBytes(column);
        }
        for (int index = 0; index < used; index++) {
            renumbered[usedIds[index]] = 0;
        }
    }

    private int collectUsedIds(CodedBytesVector column) {
        int entries = column.dictionary().size();
        if (renumbered.length < entries) {
            renumbered = new int[entries];
        }
        int used = 0;
        for (int row = 0; row < column.size(); row++) {
            int id = column.id(row);
            if (renumbered[id] == 0) {
                renumbered[id] = 1;
                usedIds[used++] = id;
            }
        }
        Arrays.sort(usedIds, 0, used);
        for (int index = 0; index < used; index++) {
            renumbered[usedIds[index]] = index + 1;
        }
        return used;
    }

    private void putCodedBytes(CodedBytesVector column, int used) {
        BytesDictionary dictionary = column.dictionary();
        output.putInt(used);
        for (int index = 0; index < used; index++) {
            integers[index] = dictionary.length(usedIds[index]);
        }
        output.putIntegers(integers, used);
        for (int index = 0; index < used; index++) {
            output.putBytes(dictionary.bytes(), dictionary.start(usedIds[index]), dictionary.length(usedIds[index]));
        }
        // Not by its number in the block: id 0, like the slot of any null.
        boolean[] nulls = column.nulls();
        for (int row = 0; row < column.size(); row++) {
            integers[row] = nulls != null && nulls[row] ? 0 : renumbered[column.id(row)] - 1;
        }
        output.putIntegers(integers, column.size());
    }
}
