package io.weft.runner.scan;

import io.weft.protocol.Counter;
import io.weft.runner.format.InputFile;
import io.weft.runner.format.LibraryFailure;
import io.weft.runner.format.WritableTypes;
import io.weft.runner.memory.MemoryReservation;
import io.weft.runner.operator.Operator;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BatchBuilder;
import io.weft.stage.FileRange;
import io.weft.stage.FileSplit;
import io.weft.type.Schema;
import java.io.IOException;
import java.util.Iterator;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.util.ReflectionUtils;
import org.jspecify.annotations.Nullable;

/** Reads the records of sequence files that follow the marks in the split. A value is decoded only where it is wanted. */
public final class SequenceFileScan implements Operator {
    /** A batch is handed on when its values take so much, which long ones do before there are many rows. */
    private static final long BATCH_BYTES = 1 << 20;

    private final Schema schema;
    private final Iterator<FileRange> ranges;
    private final ScanContext context;
    private final BatchBuilder builder;
    private final MemoryReservation memory;
    private long bytes;

    /** Where the record at hand begins, or the block that it is in. */
    private long recordStart;

    private @Nullable OpenFile file;

    /** Reads nothing yet. */
    public SequenceFileScan(Schema schema, FileSplit split, ScanContext context) {
        this.schema = schema;
        this.ranges = split.ranges().iterator();
        this.context = context;
        this.builder = new BatchBuilder(schema.types());
        this.memory = context.memory().reserve("sequence file scan");
    }

    /** A file that is being read from {@code start} on, its record at hand in objects that are filled again and again. */
    private record OpenFile(
            InputFile file, FileRange range, SequenceFile.Reader reader, long start, Writable key, Writable value) {}

    @Override
    public @Nullable Batch next() {
        if (memory.bytes() == 0) {
            memory.grow(BATCH_BYTES);
        }
        bytes = 0;
        while (!isFull()) {
            OpenFile open = file;
            if (open == null) {
                if (!ranges.hasNext()) {
                    break;
                }
                open = open(ranges.next());
                file = open;
            }
            OpenFile current = open;
            boolean hasMore =
                    LibraryFailure.reading(current.range().path(), () -> recordStart, () -> readSome(current));
            if (!hasMore) {
                closeFile();
            }
        }
        if (builder.isEmpty()) {
            return null;
        }
        context.counters().add(Counter.ROWS_READ, builder.rowCount());
        return builder.build();
    }

    private boolean isFull() {
        return builder.isFull() || bytes >= BATCH_BYTES;
    }

    /** Reads until the batch is full; false if the range has no more. */
    private boolean readSome(OpenFile open) throws IOException {
        if (open.start() >= open.range().end()) {
            return false;
        }
        int keyColumn = schema.indexOf(WritableTypes.KEY);
        int valueColumn = schema.indexOf(WritableTypes.VALUE);
        SequenceFile.Reader reader = open.reader();
        while (!isFull()) {
            long position = reader.getPosition();
            recordStart = position;
            boolean isBehind = position >= open.range().end();
            // The first mark at or behind the end begins what the next range reads.
            if (!reader.next(open.key()) || (isBehind && reader.syncSeen())) {
                return false;
            }
            if (keyColumn >= 0) {
                bytes += WritableValues.append(open.key(), builder.column(keyColumn));
            }
            if (valueColumn >= 0) {
                reader.getCurrentValue(open.value());
                bytes += WritableValues.append(open.value(), builder.column(valueColumn));
            }
            builder.endRow();
        }
        return true;
    }

    private OpenFile open(FileRange range) {
        InputFile input = InputFile.open(range, context.configuration());
        try {
            return LibraryFailure.reading(range.path(), () -> open(range, input));
        } catch (RuntimeException e) {
            input.close();
            throw e;
        }
    }

    private OpenFile open(FileRange range, InputFile input) throws IOException {
        SequenceFile.Reader reader = WritableTypes.reader(input, context.configuration());
        WritableTypes.columns(range.path(), reader.getKeyClassName(), reader.getValueClassName())
                .find(schema);
        if (range.offset() > reader.getPosition()) {
            reader.sync(range.offset());
        }
        return new OpenFile(
                input,
                range,
                reader,
                reader.getPosition(),
                instance(reader.getKeyClass()),
                instance(reader.getValueClass()));
    }

    private Writable instance(Class<?> type) {
        return (Writable) ReflectionUtils.newInstance(type, context.configuration());
    }

    private void closeFile() {
        OpenFile closing = file;
        file = null;
        if (closing != null) {
            context.counters().add(Counter.INPUT_BYTES, closing.file().bytesRead());
            context.counters().add(Counter.INPUT_BYTES_LOCAL, closing.file().localBytesRead());
            closing.file().close();
            LibraryFailure.reading(closing.range().path(), () -> {
                closing.reader().close();
                return closing;
            });
        }
    }

    @Override
    public void close() {
        try {
            closeFile();
        } finally {
            memory.close();
        }
    }
}
