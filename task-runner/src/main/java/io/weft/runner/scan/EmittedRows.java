package io.weft.runner.scan;

import io.weft.api.RowCollector;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BatchBuilder;
import io.weft.runner.vector.VectorValues;
import io.weft.type.Schema;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Gathers the rows that a function emits, of their columns those that are wanted. */
final class EmittedRows implements RowCollector {
    private final Schema emitted;
    private final Schema wanted;
    private final int[] places;
    private final BatchBuilder builder;

    /** Full batches: one record may become more rows than fit into one. */
    private final Deque<Batch> full = new ArrayDeque<>();

    EmittedRows(Schema emitted, Schema wanted) {
        this.emitted = emitted;
        this.wanted = wanted;
        this.places = wanted.names().stream().mapToInt(emitted::indexOf).toArray();
        this.builder = new BatchBuilder(wanted.types());
    }

    @Override
    public void emit(@Nullable Object... values) {
        if (values.length != emitted.size()) {
            throw new IllegalArgumentException(
                    "%d value(s) emitted for the columns %s".formatted(values.length, emitted.names()));
        }
        for (int column = 0; column < places.length; column++) {
            try {
                VectorValues.append(builder.column(column), wanted.type(column), values[places[column]]);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "Column '%s': %s".formatted(wanted.field(column).name(), e.getMessage()), e);
            }
        }
        builder.endRow();
        if (builder.isFull()) {
            full.add(builder.build());
        }
    }

    boolean hasFullBatch() {
        return !full.isEmpty();
    }

    /** A full batch if there is one, else the rows since, or null if there are none. */
    @Nullable Batch take() {
        if (!full.isEmpty()) {
            return full.poll();
        }
        return builder.isEmpty() ? null : builder.build();
    }
}
