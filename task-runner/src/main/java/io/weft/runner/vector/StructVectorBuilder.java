package io.weft.runner.vector;

import java.util.ArrayList;
import java.util.List;

/** Builds {@link StructVector}s: append a value to each {@link #field}, then call {@link #endStruct}. */
public final class StructVectorBuilder extends VectorBuilder {
    private final List<VectorBuilder> fields;
    private int capacity;

    StructVectorBuilder(List<VectorBuilder> fields, int rows) {
        super(rows);
        this.fields = fields;
        capacity = rows;
    }

    int fieldCount() {
        return fields.size();
    }

    /** Where the field's value of the next struct goes. */
    public VectorBuilder field(int index) {
        return fields.get(index);
    }

    /** Makes a struct of the values since the last one. */
    public void endStruct() {
        nextRow();
    }

    @Override
    public void appendNull() {
        super.appendNull();
        fields.forEach(VectorBuilder::appendNull);
    }

    @Override
    public void append(Vector source, int row) {
        if (source.isNull(row)) {
            appendNull();
            return;
        }
        StructVector structs = (StructVector) source;
        for (int index = 0; index < fields.size(); index++) {
            fields.get(index).append(structs.field(index), row);
        }
        endStruct();
    }

    @Override
    public StructVector build() {
        int size = size();
        List<Vector> built = new ArrayList<>(fields.size());
        for (VectorBuilder field : fields) {
            built.add(field.build());
        }
        return new StructVector(size, built, takeNulls());
    }

    @Override
    int capacity() {
        return capacity;
    }

    @Override
    void grow(int rows) {
        capacity = rows;
    }

    @Override
    public long retainedBytes() {
        long bytes = nullBytes();
        for (VectorBuilder field : fields) {
            bytes += field.retainedBytes();
        }
        return bytes;
    }
}
