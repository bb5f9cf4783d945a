package io.weft.runner.vector;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The structs of a struct column: a vector for each field. Where a struct is null, its fields are null too, so that a field is a vector as it is. */
public final class StructVector implements Vector {
    private final int size;
    private final List<Vector> fields;
    private final boolean @Nullable [] nulls;

    /** Takes over the array: the caller writes to it no more. The fields have at least so many slots. */
    public StructVector(int size, List<? extends Vector> fields, boolean @Nullable [] nulls) {
        for (Vector field : fields) {
            Nulls.check(field.size(), size);
        }
        Nulls.check(nulls, size);
        this.size = size;
        this.fields = List.copyOf(fields);
        this.nulls = nulls;
    }

    public List<Vector> fields() {
        return fields;
    }

    /** The values of a field, null also where the struct is. */
    public Vector field(int index) {
        return fields.get(index);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean @Nullable [] nulls() {
        return nulls;
    }

    @Override
    public VectorKind kind() {
        return VectorKind.STRUCT;
    }

    @Override
    public StructVector take(int[] positions, int count) {
        List<Vector> taken = new ArrayList<>(fields.size());
        for (Vector field : fields) {
            taken.add(field.take(positions, count));
        }
        return new StructVector(count, taken, Nulls.take(nulls, positions, count));
    }

    @Override
    public long retainedBytes() {
        long bytes = Nulls.bytes(nulls);
        for (Vector field : fields) {
            bytes += field.retainedBytes();
        }
        return bytes;
    }
}
