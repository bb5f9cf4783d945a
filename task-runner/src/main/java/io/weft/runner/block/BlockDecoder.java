package io.weft.runner.block;

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
import io.weft.runner.vector.PlainBytesVector;
import io.weft.runner.vector.StructVector;
import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the columns of a payload into a batch with arrays of its own. */
final class BlockDecoder {
    /** Beyond this a block is damaged. */
    private static final int MOST_DEPTH = 128;

    private long[] integers = new long[Batch.MAX_ROWS];

    /** The dictionary that each column had in the last block: one that comes again stays the same object. */
    private final List<@Nullable BytesDictionary> lastDictionaries = new ArrayList<>();

    /** The columns of the block so far, those within others included. */
    private int leaves;

    Batch decode(BlockInput input, int rows) throws DamagedBlockException {
        int count = input.readInt();
        List<Vector> columns = new ArrayList<>();
        leaves = 0;
        for (int index = 0; index < count; index++) {
            columns.add(decodeColumn(input, rows, 0));
        }
        if (count < 0 || !input.isAtEnd()) {
            throw new DamagedBlockException("it goes on after its %d columns".formatted(count));
        }
        return new Batch(rows, columns);
    }

    private Vector decodeColumn(BlockInput input, int rows, int depth) throws DamagedBlockException {
        int index = leaves++;
        if (integers.length < rows) {
            integers = new long[rows];
        }
        VectorKind kind = ColumnForm.kind(input.readByte());
        int form = input.readByte();
        int nullForm = input.readByte();
        if (nullForm == ColumnForm.ALL_NULLS) {
            return allNulls(kind, rows);
        }
        boolean[] nulls = nullForm == ColumnForm.SOME_NULLS ? input.readBits(rows) : null;
        return switch (kind) {
            case BOOLEAN -> new BooleanVector(rows, input.readBits(rows), nulls);
            case INT -> new IntVector(rows, decodeInts(input, rows), nulls);
            case LONG -> new LongVector(rows, decodeLongs(input, rows), nulls);
            case DOUBLE -> new DoubleVector(rows, input.readDoubles(rows), nulls);
            case DECIMAL -> decodeDecimals(input, form, rows, nulls);
            case BYTES -> decodeBytes(input, form, index, rows, nulls);
            case LIST, MAP, STRUCT -> decodeNested(kind, input, rows, nulls, depth + 1);
        };
    }

    private Vector decodeNested(VectorKind kind, BlockInput input, int rows, boolean @Nullable [] nulls, int depth)
            throws DamagedBlockException {
        if (depth > MOST_DEPTH) {
            throw new DamagedBlockException("it has columns within columns, %d deep".formatted(depth));
        }
        if (kind == VectorKind.STRUCT) {
            int count = input.readInt();
            List<Vector> fields = new ArrayList<>();
            for (int field = 0; field < count; field++) {
                fields.add(decodeColumn(input, rows, depth));
            }
            return new StructVector(rows, fields, nulls);
        }
        int[] offsets = decodeOffsets(input, rows);
        if (offsets[rows] > ColumnForm.MOST_SLOTS) {
            throw new DamagedBlockException("it has lists of %d elements".formatted(offsets[rows]));
        }
        Vector first = decodeColumn(input, offsets[rows], depth);
        return kind == VectorKind.LIST
                ? new ListVector(rows, offsets, first, nulls)
                : new MapVector(rows, offsets, first, decodeColumn(input, offsets[rows], depth), nulls);
    }

    private static Vector allNulls(VectorKind kind, int rows) throws DamagedBlockException {
        boolean[] nulls = new boolean[rows];
        Arrays.fill(nulls, true);
        return switch (kind) {
            case BOOLEAN -> new BooleanVector(rows, new boolean[rows], nulls);
            case INT -> new IntVector(rows, new int[rows], nulls);
            case LONG -> new LongVector(rows, new long[rows], nulls);
            case DOUBLE -> new DoubleVector(rows, new double[rows], nulls);
            case DECIMAL -> new DecimalVector(rows, new long[rows], null, nulls);
            case BYTES -> new PlainBytesVector(rows, new int[rows + 1], new byte[0], nulls);
            case LIST, MAP, STRUCT -> throw new DamagedBlockException("it has nothing of a nested column");
        };
    }

    private int[] decodeInts(BlockInput input, int rows) throws DamagedBlockException {
        input.readIntegers(integers, rows);
        int[] values = new int[rows];
        for (int row = 0; row < rows; row++) {
            values[row] = (int) integers[row];
        }
        return values;
    }

    private static long[] decodeLongs(BlockInput input, int rows) throws DamagedBlockException {
        long[] values = new long[rows];
        input.readIntegers(values, rows);
        return values;
    }

    private static DecimalVector decodeDecimals(BlockInput input, int form, int rows, boolean @Nullable [] nulls)
            throws DamagedBlockException {
        if (form == ColumnForm.PLAIN) {
            return new DecimalVector(rows, decodeLongs(input, rows), null, nulls);
        }
        long[] low = input.readLongs(rows);
        return new DecimalVector(rows, low, decodeLongs(input, rows), nulls);
    }

    private BytesVector decodeBytes(BlockInput input, int form, int index, int rows, boolean @Nullable [] nulls)
            throws DamagedBlockException {
        if (form == ColumnForm.PLAIN) {
            int[] offsets = decodeOffsets(input, rows);
            return new PlainBytesVector(rows, offsets, input.readBytes(offsets[rows]), nulls);
        }
        int entries = input.readInt();
        if (entries < 1 || entries > rows) {
            throw new DamagedBlockException("it has a dictionary of %d values for %d rows".formatted(entries, rows));
        }
        int[] offsets = decodeOffsets(input, entries);
        byte[] bytes = input.readBytes(offsets[entries]);
        int[] ids = decodeInts(input, rows);
        for (int id : ids) {
            if (id < 0 || id >= entries) {
                throw new DamagedBlockException("it has the id %d in a dictionary of %d".formatted(id, entries));
            }
        }
        return new CodedBytesVector(rows, ids, dictionary(index, entries, offsets, bytes), nulls);
    }

    private int[] decodeOffsets(BlockInput input, int count) throws DamagedBlockException {
        input.readIntegers(integers, count);
        int[] offsets = new int[count + 1];
        for (int index = 0; index < count; index++) {
            long end = offsets[index] + integers[index];
            if (integers[index] < 0 || end > Integer.MAX_VALUE) {
                throw new DamagedBlockException("it has a string of %d bytes".formatted(integers[index]));
            }
            offsets[index + 1] = (int) end;
        }
        return offsets;
    }

    private BytesDictionary dictionary(int column, int entries, int[] offsets, byte[] bytes) {
        while (lastDictionaries.size() <= column) {
            lastDictionaries.add(null);
        }
        BytesDictionary last = lastDictionaries.get(column);
        if (last != null && Arrays.equals(last.offsets(), offsets) && Arrays.equals(last.bytes(), bytes)) {
            return last;
        }
        BytesDictionary dictionary = new BytesDictionary(entries, offsets, bytes);
        lastDictionaries.set(column, dictionary);
        return dictionary;
    }
}
