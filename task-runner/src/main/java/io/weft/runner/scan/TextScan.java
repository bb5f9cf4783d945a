package io.weft.runner.scan;

import io.weft.protocol.Counter;
import io.weft.runner.memory.MemoryReservation;
import io.weft.runner.operator.Operator;
import io.weft.runner.vector.Batch;
import io.weft.stage.FileRange;
import io.weft.stage.FileSplit;
import io.weft.type.Schema;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads lines of text. */
final class TextScan implements Operator {
    private final boolean wantsLines;
    private final Iterator<FileRange> ranges;
    private final LineForm form;
    private final ScanContext context;
    private final MemoryReservation memory;
    private @Nullable LineReader reader;

    /** Reads nothing yet. */
    TextScan(Schema schema, LineForm form, FileSplit split, ScanContext context) {
        this.wantsLines = schema.size() > 0;
        this.ranges = split.ranges().iterator();
        this.form = form;
        this.context = context;
        this.memory = context.memory().reserve("text scan");
    }

    @Override
    public @Nullable Batch next() {
        while (true) {
            if (reader == null) {
                if (!ranges.hasNext()) {
                    return null;
                }
                reader = LineReader.open(ranges.next(), form, context, memory);
            }
            Batch batch = next(reader);
            if (batch.rowCount() > 0) {
                context.counters().add(Counter.ROWS_READ, batch.rowCount());
                return batch;
            }
            closeReader();
        }
    }

    private Batch next(LineReader lines) {
        if (wantsLines) {
            LineCollector collector = new LineCollector();
            lines.read(collector);
            return new Batch(collector.size(), List.of(collector.vector()));
        }
        return new Batch(lines.skip(Batch.MAX_ROWS), List.of());
    }

    private void closeReader() {
        if (reader != null) {
            LineReader closing = reader;
            reader = null;
            closing.close();
        }
    }

    @Override
    public void close() {
        try {
            closeReader();
        } finally {
            memory.close();
        }
    }
}
