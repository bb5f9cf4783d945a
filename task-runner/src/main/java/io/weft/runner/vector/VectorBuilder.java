package io.weft.runner.vector;

import io.weft.type.Field;
import io.weft.type.ListType;
import io.weft.type.MapType;
import io.weft.type.StructType;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Assembles a vector row by row. The subclasses add {@code append} for a value of their kind.
 *
 * <p>{@link #build} hands the arrays over to the vector and starts afresh, so that a builder never changes a vector it built.
 */
public abstract sealed class VectorBuilder
        permits BooleanVectorBuilder,
                IntVectorBuilder,
                LongVectorBuilder,
                DoubleVectorBuilder,
                DecimalVectorBuilder,
                BytesVectorBuilder,
                ListVectorBuilder,
                MapVectorBuilder,
                StructVectorBuilder {
    private static final int LEAST_CAPACITY = 16;

    private int size;
    private boolean @Nullable [] nulls;

    VectorBuilder(int rows) {
        if (rows < 0) {
            throw new IllegalArgumentException("Room for %d rows".formatted(rows));
        }
    }

    /** An empty builder of a type's vectors with room for about {@code rows} rows; it grows. */
    public static VectorBuilder of(Type type, int rows) {
        if (type instanceof ListType list) {
            return new ListVectorBuilder(of(list.element(), rows), rows);
        }
        if (type instanceof MapType map) {
            return new MapVectorBuilder(of(map.key(), rows), of(map.value(), rows), rows);
        }
        if (type instanceof StructType struct) {
            List<VectorBuilder> fields = new ArrayList<>();
            for (Field field : struct.fields()) {
                fields.add(of(field.type(), rows));
            }
            return new StructVectorBuilder(fields, rows);
        }
        return VectorKind.of(type).newBuilder(rows);
    }

    /** The number of rows appended since the last {@link #build}. */
    public final int size() {
        return size;
    }

    public void appendNull() {
        int row = nextRow();
        if (nulls == null) {
            nulls = new boolean[capacity()];
        } else if (nulls.length <= row) {
            nulls = Arrays.copyOf(nulls, capacity());
        }
        nulls[row] = true;
    }

    /** Appends one slot of a vector of the same kind, null or not. */
    public abstract void append(Vector source, int row);

    /** The rows appended since the last call. */
    public abstract Vector build();

    /** Bytes of heap that the builder's arrays hold. */
    public abstract long retainedBytes();

    /** Rows there is room for. */
    abstract int capacity();

    /** Makes room for {@code rows} rows; new slots are zero. */
    abstract void grow(int rows);

    /** Claims the next slot, which is zero. */
    final int nextRow() {
        if (size == capacity()) {
            grow(Math.max(LEAST_CAPACITY, size + (size >> 1)));
        }
        return size++;
    }

    final boolean @Nullable [] takeNulls() {
        boolean[] taken = nulls;
        if (taken != null && taken.length < size) {
            taken = Arrays.copyOf(taken, size);
        }
        nulls = null;
        size = 0;
        return taken;
    }

    /** The flags so far, perhaps fewer than rows. */
    final boolean @Nullable [] nullsSoFar() {
        return nulls;
    }

    final long nullBytes() {
        return Nulls.bytes(nulls);
    }
}
