package io.weft.runner.scan;

import io.weft.type.Field;
import io.weft.type.Type;
import org.apache.parquet.column.ColumnDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * A wanted column as one file has it.
 *
 * @param wanted as the scan gives it
 * @param stored the type in the file, which may be narrower
 * @param layout null where the file has no such column, which is all null then
 */
record FileColumn(Field wanted, Type stored, @Nullable ColumnLayout layout) {
    /** Whether values have to be cast to the wanted type. */
    boolean isWidened() {
        return !stored.equals(wanted.type());
    }

    ColumnLayout present() {
        if (layout == null) {
            throw new IllegalStateException("The file has no column " + wanted.name());
        }
        return layout;
    }

    /** The one leaf of a column that is present and not nested. */
    ColumnDescriptor leaf() {
        return present().leaves().get(0);
    }
}
