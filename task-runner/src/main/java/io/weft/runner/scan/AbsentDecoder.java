package io.weft.runner.scan;

import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorBuilder;
import io.weft.type.Type;
import org.jspecify.annotations.Nullable;

/** A column that a file does not have: null in every row. */
final class AbsentDecoder implements ColumnDecoder {
    private final Type type;
    private int rows;

    /** The last vector; columns that are read together have equally long ones, again and again. */
    private @Nullable Vector last;

    AbsentDecoder(Type type) {
        this.type = type;
    }

    @Override
    public void begin(int mostRows) {
        rows = 0;
    }

    @Override
    public void read(int more) {
        rows += more;
    }

    @Override
    public void skip(long some) {}

    @Override
    public Vector finish() {
        Vector nulls = last;
        if (nulls == null || nulls.size() != rows) {
            VectorBuilder builder = VectorBuilder.of(type, rows);
            for (int row = 0; row < rows; row++) {
                builder.appendNull();
            }
            nulls = builder.build();
            last = nulls;
        }
        return nulls;
    }

    @Override
    public long position() {
        return 0;
    }
}
