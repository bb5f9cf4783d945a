package io.weft.runner.join;

import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorBuilder;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.List;

/** Columns of nulls, for rows without a match. */
final class NullColumns {
    private final List<Type> types;
    private List<Vector> last = List.of();
    private int lastRows = -1;

    NullColumns(List<Type> types) {
        this.types = types;
    }

    /** A column of each type with so many nulls. */
    List<Vector> of(int rows) {
        if (rows != lastRows) {
            List<Vector> columns = new ArrayList<>(types.size());
            for (Type type : types) {
                VectorBuilder builder = VectorBuilder.of(type, rows);
                for (int row = 0; row < rows; row++) {
                    builder.appendNull();
                }
                columns.add(builder.build());
            }
            last = columns;
            lastRows = rows;
        }
        return last;
    }
}
