package io.weft.runner.scan;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.protocol.Counter;
import io.weft.runner.memory.MemoryReservation;
import io.weft.runner.operator.Operator;
import io.weft.runner.vector.Batch;
import io.weft.stage.FileRange;
import io.weft.stage.FileSplit;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads rows from records of text, a line each or, within quotes, several. */
final class RecordScan implements Operator {
    private final RecordParser parser;
    private final List<FieldColumn> columns;
    private final LineForm form;
    private final BadRecords badRecords;
    private final Iterator<FileRange> ranges;
    private final ScanContext context;
    private final MemoryReservation memory;
    private final LineCollector records = new LineCollector();
    private @Nullable LineReader reader;

    /**
     * Reads nothing yet.
     *
     * @param columns into which the parser puts the values
     */
    RecordScan(RecordParser parser, List<FieldColumn> columns, LineForm form, FileSplit split, ScanContext context) {
        this.parser = parser;
        this.columns = columns;
        this.form = form;
        this.badRecords = context.badRecords();
        this.ranges = split.ranges().iterator();
        this.context = context;
        this.memory = context.memory().reserve("record scan");
    }

    @Override
    public @Nullable Batch next() {
        while (true) {
            if (reader == null) {
                if (!ranges.hasNext()) {
                    return null;
                }
                reader = open(ranges.next());
            }
            records.clear();
            reader.read(records);
            if (records.size() == 0) {
                closeReader();
                continue;
            }
            Batch batch = parse(reader);
            if (batch.rowCount() > 0) {
                context.counters().add(Counter.ROWS_READ, batch.rowCount());
                return batch;
            }
        }
    }

    private LineReader open(FileRange range) {
        LineReader opened = LineReader.open(range, form, context, memory);
        reader = opened;
        records.clear();
        if (parser.hasHead() && opened.isFromBeginning() && opened.readOne(records)) {
            Flaw flaw = parser.head(records.bytes(), records.start(0), records.end(0));
            if (flaw != null) {
                throw new WeftException(
                        ErrorCode.CORRUPT_INPUT,
                        "[%s, line 1] Cannot read the file: %s (%s)",
                        range.path(),
                        flaw.reason(),
                        flaw.advice());
            }
        }
        return opened;
    }

    private Batch parse(LineReader lines) {
        byte[] text = records.bytes();
        int row = 0;
        for (int record = 0; record < records.size(); record++) {
            int start = records.start(record);
            int end = records.end(record);
            if (parser.isNothing(start, end)) {
                continue;
            }
            Flaw flaw = parser.parse(text, start, end, row);
            if (flaw == null) {
                row++;
            } else {
                badRecords.take(new BadRecord(
                        lines.file().name(), place(lines, record), flaw, new String(text, start, end - start, UTF_8)));
                context.counters().add(Counter.ROWS_SET_ASIDE, 1);
            }
        }
        int rows = row;
        return new Batch(
                rows, columns.stream().map(column -> column.build(rows)).toList());
    }

    private String place(LineReader lines, int record) {
        String place = "byte %d".formatted(records.place(record));
        return lines.isFromBeginning() ? "line %d, %s".formatted(records.number(record), place) : place;
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
