package io.weft.runner.scan;

import io.weft.expr.Expression;
import io.weft.expr.Expressions;
import io.weft.plan.PlanNode.Scan;
import io.weft.protocol.Counter;
import io.weft.runner.format.InputFile;
import io.weft.runner.format.LibraryFailure;
import io.weft.runner.format.OrcTypes;
import io.weft.runner.kernel.Lowering;
import io.weft.runner.memory.MemoryReservation;
import io.weft.runner.operator.Operator;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import io.weft.stage.FileRange;
import io.weft.stage.FileSplit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.orc.ColumnStatistics;
import org.apache.orc.Reader;
import org.apache.orc.RecordReader;
import org.apache.orc.StripeInformation;
import org.apache.orc.TypeDescription;
import org.apache.orc.TypeDescription.RowBatchVersion;
import org.apache.orc.storage.ql.exec.vector.VectorizedRowBatch;
import org.apache.orc.storage.ql.io.sarg.SearchArgument;
import org.jspecify.annotations.Nullable;

/**
 * Reads the stripes of ORC files that begin in the split, only the wanted columns, and of their rows not those that statistics and
 * bloom filters rule out by the scan's filters.
 */
public final class OrcScan implements Operator {
    private final Scan scan;
    private final Iterator<FileRange> ranges;
    private final ScanContext context;
    private final MemoryReservation memory;
    private @Nullable OpenFile file;

    /** Reads nothing yet. */
    public OrcScan(Scan scan, FileSplit split, ScanContext context) {
        this.scan = scan;
        this.ranges = split.ranges().iterator();
        this.context = context;
        this.memory = context.memory().reserve("orc scan");
    }

    /** A file that is being read, and where its rows arrive. */
    private record OpenFile(InputFile file, Reader reader, RecordReader rows, VectorizedRowBatch batch, long bytes) {
        String name() {
            return file.name();
        }

        /** Where the stripe begins that the next row is in. */
        long stripe() throws IOException {
            long row = rows.getRowNumber();
            for (StripeInformation stripe : reader.getStripes()) {
                if (row < stripe.getNumberOfRows()) {
                    return stripe.getOffset();
                }
                row -= stripe.getNumberOfRows();
            }
            return file.length();
        }
    }

    @Override
    public @Nullable Batch next() {
        while (true) {
            OpenFile open = file;
            if (open == null) {
                if (!ranges.hasNext()) {
                    return null;
                }
                open = open(ranges.next());
                file = open;
            }
            OpenFile current = open;
            boolean hasRows = LibraryFailure.reading(current.name(), current::stripe, () -> fill(current));
            if (hasRows) {
                context.counters().add(Counter.ROWS_READ, current.batch().size);
                return LibraryFailure.reading(current.name(), () -> batch(current.batch()));
            }
            closeFile();
        }
    }

    /** Fills the file's batch with the next rows; false if there are none. */
    private static boolean fill(OpenFile open) throws IOException {
        while (open.rows().nextBatch(open.batch())) {
            if (open.batch().size > 0) {
                return true;
            }
        }
        return false;
    }

    private Batch batch(VectorizedRowBatch rows) {
        List<Vector> vectors = new ArrayList<>(scan.schema().size());
        for (int column = 0; column < scan.schema().size(); column++) {
            vectors.add(OrcVectors.vector(
                    rows.cols[column], rows.size, scan.schema().type(column)));
        }
        return new Batch(rows.size, vectors);
    }

    private OpenFile open(FileRange range) {
        InputFile input = InputFile.open(range, context.configuration());
        try {
            return LibraryFailure.reading(
                    range.path(), () -> open(range, input, OrcTypes.open(input, context.configuration())));
        } catch (RuntimeException e) {
            input.close();
            throw e;
        }
    }

    /** What the reader opens is the input file, which is all that has to be closed. */
    private OpenFile open(FileRange range, InputFile input, Reader reader) throws IOException {
        TypeDescription columns = wanted(range, reader.getSchema());
        SearchArgument search = OrcSearch.of(scan.filters().stream()
                .map(Lowering::of)
                .filter(filter -> isComparable(filter, columns))
                .toList());
        Reader.Options options = reader.options()
                .schema(columns)
                .isSchemaEvolutionCaseAware(true)
                .range(range.offset(), range.length())
                .rowBatchSize(Batch.MAX_ROWS);
        if (search != null) {
            options.searchArgument(search, scan.schema().names().toArray(String[]::new));
        }
        long bytes = stripeBytes(range, reader, columns);
        memory.grow(bytes);
        VectorizedRowBatch batch = columns.createRowBatch(RowBatchVersion.USE_DECIMAL64, Batch.MAX_ROWS);
        return new OpenFile(input, reader, reader.rows(options), batch, bytes);
    }

    /** The statistics of padded strings are of what they are padded to, and no row shows that. */
    private static boolean isComparable(Expression filter, TypeDescription columns) {
        return Expressions.columns(filter).stream()
                .allMatch(index -> columns.getChildren().get(index).getCategory() != TypeDescription.Category.CHAR);
    }

    /** The wanted columns as the file has them, under their own ids. */
    private TypeDescription wanted(FileRange range, TypeDescription schema) {
        int[] places = OrcTypes.columns(range.path(), schema).find(scan.schema());
        TypeDescription columns = TypeDescription.createStruct();
        for (int column = 0; column < places.length; column++) {
            columns.addField(
                    scan.schema().field(column).name(),
                    schema.getChildren().get(places[column]).clone());
        }
        return columns;
    }

    /** What ORC holds at a time: the wanted columns of one stripe, as they lie in the file. */
    private static long stripeBytes(FileRange range, Reader reader, TypeDescription columns) {
        long largest = 0;
        for (StripeInformation stripe : reader.getStripes()) {
            if (stripe.getOffset() >= range.offset() && stripe.getOffset() < range.end()) {
                largest = Math.max(largest, stripe.getLength());
            }
        }
        ColumnStatistics[] statistics = reader.getStatistics();
        long all = 0;
        for (ColumnStatistics column : statistics) {
            all += column.getBytesOnDisk();
        }
        long wanted = 0;
        for (String name : columns.getFieldNames()) {
            TypeDescription column = reader.getSchema().findSubtype(name);
            for (int id = column.getId(); id <= column.getMaximumId(); id++) {
                wanted += statistics[id].getBytesOnDisk();
            }
        }
        return all == 0 ? largest : (long) (largest * ((double) wanted / all));
    }

    private void closeFile() {
        OpenFile closing = file;
        file = null;
        if (closing != null) {
            memory.release(closing.bytes());
            context.counters().add(Counter.INPUT_BYTES, closing.file().bytesRead());
            context.counters().add(Counter.INPUT_BYTES_LOCAL, closing.file().localBytesRead());
            closing.file().close();
            LibraryFailure.reading(closing.name(), () -> {
                closing.rows().close();
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
