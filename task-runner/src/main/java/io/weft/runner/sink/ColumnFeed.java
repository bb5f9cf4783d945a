package io.weft.runner.sink;

import io.weft.runner.vector.BooleanVector;
import io.weft.runner.vector.BytesVector;
import io.weft.runner.vector.CodedBytesVector;
import io.weft.runner.vector.DecimalVector;
import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.Vector;
import java.nio.ByteBuffer;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/** Hands vectors of one column to parquet-column's writer of it, a loop for each kind. */
final class ColumnFeed implements FieldFeed {
    private final ColumnWriter writer;
    private final PrimitiveTypeName physical;

    /** The definition level of a value; that of a null is one less. */
    private final int present;

    /**
     * @param column at the top of the schema, where it may hold nulls
     */
    ColumnFeed(ColumnDescriptor column, ColumnWriter writer) {
        this.writer = writer;
        this.physical = column.getPrimitiveType().getPrimitiveTypeName();
        this.present = column.getMaxDefinitionLevel();
    }

    @Override
    public void write(Vector vector, int[] positions, int from, int count) {
        boolean[] nulls = vector.nulls();
        switch (vector.kind()) {
            case BOOLEAN -> booleans((BooleanVector) vector, nulls, positions, from, count);
            case INT -> ints(((IntVector) vector).values(), nulls, positions, from, count);
            case LONG -> longs(((LongVector) vector).values(), nulls, positions, from, count);
            case DOUBLE -> doubles(((DoubleVector) vector).values(), nulls, positions, from, count);
            case DECIMAL -> decimals((DecimalVector) vector, nulls, positions, from, count);
            case BYTES -> bytes((BytesVector) vector, nulls, positions, from, count);
            case LIST, MAP, STRUCT -> throw new IllegalArgumentException("Not a leaf: " + vector.kind());
        }
    }

    /** Writes a null where there is one. */
    private boolean isNull(boolean @Nullable [] nulls, int row) {
        if (nulls == null || !nulls[row]) {
            return false;
        }
        writer.writeNull(0, present - 1);
        return true;
    }

    private void booleans(BooleanVector values, boolean @Nullable [] nulls, int[] positions, int from, int count) {
        for (int index = from; index < from + count; index++) {
            int row = positions[index];
            if (!isNull(nulls, row)) {
                writer.write(values.value(row), 0, present);
            }
        }
    }

    private void ints(int[] values, boolean @Nullable [] nulls, int[] positions, int from, int count) {
        for (int index = from; index < from + count; index++) {
            int row = positions[index];
            if (!isNull(nulls, row)) {
                writer.write(values[row], 0, present);
            }
        }
    }

    private void longs(long[] values, boolean @Nullable [] nulls, int[] positions, int from, int count) {
        for (int index = from; index < from + count; index++) {
            int row = positions[index];
            if (!isNull(nulls, row)) {
                writer.write(values[row], 0, present);
            }
        }
    }

    private void doubles(double[] values, boolean @Nullable [] nulls, int[] positions, int from, int count) {
        boolean isSingle = physical == PrimitiveTypeName.FLOAT;
        for (int index = from; index < from + count; index++) {
            int row = positions[index];
            if (isNull(nulls, row)) {
                continue;
            }
            if (isSingle) {
                writer.write((float) values[row], 0, present);
            } else {
                writer.write(values[row], 0, present);
            }
        }
    }

    private void decimals(DecimalVector values, boolean @Nullable [] nulls, int[] positions, int from, int count) {
        switch (physical) {
            case INT32 -> {
                for (int index = from; index < from + count; index++) {
                    int row = positions[index];
                    if (!isNull(nulls, row)) {
                        writer.write(Math.toIntExact(values.low(row)), 0, present);
                    }
                }
            }
            case INT64 -> longs(values.low(), nulls, positions, from, count);
            default -> wideDecimals(values, nulls, positions, from, count);
        }
    }

    private void wideDecimals(DecimalVector values, boolean @Nullable [] nulls, int[] positions, int from, int count) {
        ByteBuffer wide = ByteBuffer.allocate(2 * Long.BYTES);
        Binary binary = Binary.fromReusedByteArray(wide.array());
        for (int index = from; index < from + count; index++) {
            int row = positions[index];
            if (!isNull(nulls, row)) {
                wide.putLong(0, values.high(row)).putLong(Long.BYTES, values.low(row));
                writer.write(binary, 0, present);
            }
        }
    }

    private void bytes(BytesVector values, boolean @Nullable [] nulls, int[] positions, int from, int count) {
        // A dictionary is never written to again, so that the writer may keep what it is given of it.
        boolean isLasting = values instanceof CodedBytesVector;
        byte[] bytes = values.bytes();
        for (int index = from; index < from + count; index++) {
            int row = positions[index];
            if (isNull(nulls, row)) {
                continue;
            }
            int start = values.start(row);
            int length = values.length(row);
            writer.write(
                    isLasting
                            ? Binary.fromConstantByteArray(bytes, start, length)
                            : Binary.fromReusedByteArray(bytes, start, length),
                    0,
                    present);
        }
    }
}
