package io.weft.runner.scan;

import io.weft.protocol.Counter;
import io.weft.runner.format.AvroInput;
import io.weft.runner.format.AvroTypes;
import io.weft.runner.format.InputFile;
import io.weft.runner.format.LibraryFailure;
import io.weft.runner.memory.MemoryReservation;
import io.weft.runner.operator.Operator;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BatchBuilder;
import io.weft.stage.FileRange;
import io.weft.stage.FileSplit;
import io.weft.type.Schema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads the blocks of Avro data files that follow the marks in the split. A block's bytes are decoded straight into columns; what is not
 * wanted is passed over.
 */
public final class AvroScan implements Operator {
    private final Schema schema;
    private final Iterator<FileRange> ranges;
    private final ScanContext context;
    private final BatchBuilder builder;
    private final MemoryReservation memory;
    private @Nullable OpenFile file;

    /** Reads nothing yet. */
    public AvroScan(Schema schema, FileSplit split, ScanContext context) {
        this.schema = schema;
        this.ranges = split.ranges().iterator();
        this.context = context;
        this.builder = new BatchBuilder(schema.types());
        this.memory = context.memory().reserve("avro scan");
    }

    /** A file that is being read. */
    private static final class OpenFile {
        private final InputFile input;
        private final FileRange range;
        private final DataFileReader<Object> reader;
        private final AvroRowDecoder rows;
        private @Nullable BinaryDecoder block;
        private long rowsInBlock;
        private long blockBytes;

        OpenFile(InputFile input, FileRange range, DataFileReader<Object> reader, AvroRowDecoder rows) {
            this.input = input;
            this.range = range;
            this.reader = reader;
            this.rows = rows;
        }
    }

    @Override
    public @Nullable Batch next() {
        while (!builder.isFull()) {
            OpenFile open = file;
            if (open == null) {
                if (!ranges.hasNext()) {
                    break;
                }
                open = open(ranges.next());
                file = open;
            }
            OpenFile current = open;
            if (!LibraryFailure.reading(current.input.name(), current.reader::previousSync, () -> readSome(current))) {
                closeFile();
            }
        }
        if (builder.isEmpty()) {
            return null;
        }
        context.counters().add(Counter.ROWS_READ, builder.rowCount());
        return builder.build();
    }

    /** Reads rows of one block; false if the range has no more. */
    private boolean readSome(OpenFile open) throws IOException {
        BinaryDecoder block = open.block;
        if (block == null || open.rowsInBlock == 0) {
            // The mark of a block that begins exactly at the end lies within the range.
            if (open.reader.pastSync(open.range.end()) || !open.reader.hasNext()) {
                return false;
            }
            ByteBuffer bytes = open.reader.nextBlock();
            memory.release(open.blockBytes);
            open.blockBytes = bytes.remaining();
            memory.grow(open.blockBytes);
            block = DecoderFactory.get()
                    .binaryDecoder(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining(), block);
            open.block = block;
            open.rowsInBlock = open.reader.getBlockCount();
        }
        while (open.rowsInBlock > 0 && !builder.isFull()) {
            open.rows.read(block, builder);
            open.rowsInBlock--;
        }
        return true;
    }

    private OpenFile open(FileRange range) {
        InputFile input = InputFile.open(range, context.configuration());
        try {
            return LibraryFailure.reading(range.path(), () -> {
                DataFileReader<Object> reader = new DataFileReader<>(new AvroInput(input), new GenericDatumReader<>());
                org.apache.avro.Schema written = reader.getSchema();
                int[] places = AvroTypes.columns(range.path(), written).find(schema);
                reader.sync(range.offset());
                return new OpenFile(input, range, reader, decoder(written, places));
            });
        } catch (RuntimeException e) {
            input.close();
            throw e;
        }
    }

    private AvroRowDecoder decoder(org.apache.avro.Schema written, int[] places) {
        int[] columns = new int[written.getFields().size()];
        Arrays.fill(columns, -1);
        for (int column = 0; column < places.length; column++) {
            columns[places[column]] = column;
        }
        List<org.apache.avro.Schema> fields = written.getFields().stream()
                .map(org.apache.avro.Schema.Field::schema)
                .toList();
        return AvroRowDecoder.of(fields, columns);
    }

    private void closeFile() {
        OpenFile closing = file;
        file = null;
        if (closing != null) {
            memory.release(closing.blockBytes);
            context.counters().add(Counter.INPUT_BYTES, closing.input.bytesRead());
            context.counters().add(Counter.INPUT_BYTES_LOCAL, closing.input.localBytesRead());
            closing.input.close();
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
