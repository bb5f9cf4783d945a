package io.weft.runner.scan;

import io.weft.api.HadoopInput;
import io.weft.api.KeyValueFunction;
import io.weft.error.FunctionFailure;
import io.weft.plan.PlanNode.Scan;
import io.weft.protocol.Counter;
import io.weft.runner.format.HadoopReading;
import io.weft.runner.kernel.AuthorCode;
import io.weft.runner.operator.Operator;
import io.weft.runner.vector.Batch;
import io.weft.stage.FormatSplit;
import java.io.IOException;
import java.util.Objects;
import org.apache.hadoop.mapreduce.RecordReader;
import org.jspecify.annotations.Nullable;

/** Reads a split by its InputFormat's reader, and hands each record to the job's function. */
public final class HadoopScan implements Operator {
    private final FormatSplit split;
    private final ScanContext context;
    private final HadoopReading reading;
    private final KeyValueFunction<Object, Object> function;
    private final EmittedRows rows;
    private final StoreReads reads;
    private @Nullable RecordReader<?, ?> reader;
    private boolean isAtEnd;

    /** Reads nothing yet. */
    @SuppressWarnings("unchecked")
    public HadoopScan(Scan scan, FormatSplit split, ScanContext context) {
        this.split = split;
        this.context = context;
        this.reading = HadoopReading.of(scan.input(), context.configuration());
        int number =
                Integer.parseInt(Objects.requireNonNull(scan.input().options().get(HadoopInput.FUNCTION)));
        this.function = context.functions().function(number, KeyValueFunction.class);
        this.rows = new EmittedRows(scan.table(), scan.schema());
        this.reads = new StoreReads(context.counters());
    }

    @Override
    public @Nullable Batch next() {
        RecordReader<?, ?> open = reader;
        if (open == null) {
            open = reading.reader(split);
            reader = open;
        }
        while (!rows.hasFullBatch() && !isAtEnd) {
            isAtEnd = !readOne(open);
        }
        reads.count();
        Batch batch = rows.take();
        if (batch != null) {
            context.counters().add(Counter.ROWS_READ, batch.rowCount());
        }
        return batch;
    }

    private boolean readOne(RecordReader<?, ?> open) {
        Object key;
        Object value;
        try {
            if (!open.nextKeyValue()) {
                return false;
            }
            key = open.getCurrentKey();
            value = open.getCurrentValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw reading.failed(e);
        } catch (IOException | RuntimeException e) {
            throw reading.failed(e);
        }
        try {
            function.apply(key, value, rows);
            AuthorCode.hasReturned();
            return true;
        } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
            throw FunctionFailure.of("make rows of a record of %s".formatted(split.name()), e);
        }
    }

    @Override
    public void close() {
        if (reader != null) {
            try {
                reader.close();
            } catch (IOException e) {
                throw reading.failed(e);
            }
        }
    }
}
