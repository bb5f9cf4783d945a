package io.weft.api;

import io.weft.type.Schema;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row that owns its values. */
record ValuesRow(Schema schema, List<@Nullable Object> values) implements Row {
    private static final ValueText UTC = new ValueText(ZoneOffset.UTC);

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

    /** Bytes are equal where their contents are. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ValuesRow row
                && schema.equals(row.schema)
                && Arrays.deepEquals(values.toArray(), row.values.toArray());
    }

    @Override
    public int hashCode() {
        return 31 * schema.hashCode() + Arrays.deepHashCode(values.toArray());
    }

    /** The values with {@code |} between them, timestamps as local times of UTC. */
    @Override
    public String toString() {
        return String.join(
                "|",
                values.stream()
                        .map(value -> value == null ? "null" : UTC.of(value))
                        .toList());
    }
}
