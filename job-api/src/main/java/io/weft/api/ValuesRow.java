package io.weft.api;

import io.weft.type.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row that owns its values. */
record ValuesRow(Schema schema, List<@Nullable Object> values) implements Row {
    ValuesRow {
        values = Collections.unmodifiableList(new ArrayList<>(values));
        if (values.size() != schema.size()) {
            throw new IllegalArgumentException("%d values for the columns %s".formatted(values.size(), schema.names()));
        }
    }

    @Override
    public @Nullable Object value(int column) {
        return values.get(column);
    }

    @Override
    public Row copy() {
        return this;
    }

    /** The values with {@code |} between them. */
    @Override
    public String toString() {
        return String.join("|", values.stream().map(String::valueOf).toList());
    }
}
