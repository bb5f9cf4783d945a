package io.weft.runner.task;

import io.weft.api.HadoopOutput;
import io.weft.api.RecordFunction;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.plan.Input;
import io.weft.plan.LineOptions;
import io.weft.plan.Output;
import io.weft.plan.Partitioning;
import io.weft.plan.PlanNode.Scan;
import io.weft.plan.PlanNode.ShuffleRead;
import io.weft.protocol.Assignment;
import io.weft.protocol.AttemptReport;
import io.weft.protocol.Counter;
import io.weft.protocol.Counters;
import io.weft.protocol.KeySample;
import io.weft.protocol.PartitionSizes;
import io.weft.protocol.Payload;
import io.weft.protocol.RangeBounds;
import io.weft.protocol.Reply;
import io.weft.protocol.Request;
import io.weft.protocol.TaskInput;
import io.weft.runner.block.BlockWriter;
import io.weft.runner.block.Codec;
import io.weft.runner.format.HadoopWriting;
import io.weft.runner.format.StoreFailure;
import io.weft.runner.kernel.Predicate;
import io.weft.runner.memory.MemoryReservation;
import io.weft.runner.memory.TaskMemory;
import io.weft.runner.operator.Operator;
import io.weft.runner.pipeline.Aggregations;
import io.weft.runner.pipeline.DeferredOperator;
import io.weft.runner.pipeline.PipelineBuilder;
import io.weft.runner.pipeline.ShuffleReadOperator;
import io.weft.runner.pipeline.Sources;
import io.weft.runner.pipeline.UserFunctions;
import io.weft.runner.scan.BadRecords;
import io.weft.runner.scan.ScanContext;
import io.weft.runner.scan.Scans;
import io.weft.runner.shuffle.MapOutputId;
import io.weft.runner.shuffle.MapOutputWriter;
import io.weft.runner.shuffle.PartitionedWriter;
import io.weft.runner.shuffle.ShuffleReader;
import io.weft.runner.sink.BadRowFile;
import io.weft.runner.sink.FileSink;
import io.weft.runner.sink.FileSinks;
import io.weft.runner.sink.HadoopSink;
import io.weft.runner.sort.KeySampler;
import io.weft.runner.sort.RangePartitioner;
import io.weft.runner.spill.SpillSpace;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.ShufflePartitioner;
import io.weft.stage.AttemptId;
import io.weft.stage.Split;
import io.weft.stage.Stage;
import io.weft.stage.StageOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/** What one attempt does: builds its pipeline, pulls it empty, and puts the rows where its stage says. For one thread. */
final class AttemptWork {
    /** A page of collected rows, before the block that fills it. */
    private static final int PAGE_BYTES = 512 << 10;

    /** The part of what an attempt may hold that goes into fetching; the rest is for the operators. */
    private static final int READ_SHARE = 8;

    /** Keys that a sampling task tells the AppMaster. */
    private static final int SAMPLED_KEYS = 512;

    private final AttemptId attempt;
    private final TaskInput input;
    private final Stage stage;
    private final String staging;
    private final String badRowStaging;
    private final RangeBounds bounds;
    private final RunnerContext context;
    private final TaskMemory memory;
    private final Counters counters;
    private final PartTime scanning;
    private final PartTime shuffling;
    private final PartTime writing;

    /**
     * @param memory of the attempt, its caller's to close
     * @param counters that grow as the attempt goes on
     */
    AttemptWork(
            Assignment assignment, Reply.StageOf stage, RunnerContext context, TaskMemory memory, Counters counters) {
        this.attempt = assignment.attempt();
        this.input = assignment.input();
        this.stage = stage.stage();
        this.staging = stage.staging();
        this.badRowStaging = stage.badRowStaging();
        this.bounds = stage.bounds().orElse(RangeBounds.NONE);
        this.context = context;
        this.memory = memory;
        this.counters = counters;
        this.scanning = new PartTime(counters, Counter.SCAN_MICROS);
        this.shuffling = new PartTime(counters, Counter.SHUFFLE_MICROS);
        this.writing = new PartTime(counters, Counter.OUTPUT_MICROS);
    }

    /**
     * Does all of it.
     *
     * @param functions the job's user functions, this attempt's own
     * @param afterBatch called between batches; may throw to end the attempt
     */
    AttemptReport run(UserFunctions functions, MasterClient master, Runnable afterBatch) throws InterruptedException {
        try (SpillSpace spills = new SpillSpace(context.spillDirectories(), attempt.toString());
                BadRowFile badRows = badRowFile()) {
            Sources sources = new AttemptSources(master, badRows == null ? BadRecords.FAIL : badRows, functions);
            Aggregations aggregations = new Aggregations(memory, spills, functions);
            try (Operator rows = PipelineBuilder.build(stage.plan(), sources, aggregations, functions)) {
                AttemptReport.Succeeded report = output(rows, spills, functions, master, afterBatch);
                // The stage that divides the sampled rows sets the same rows aside; once is enough.
                boolean isSample = stage.output() instanceof StageOutput.Sampled;
                return badRows == null || isSample ? report : report.withBadRows(badRows.finish());
            } finally {
                counters.add(Counter.SPILLED_BYTES, spills.bytesWritten());
            }
        }
    }

    /** Where rows that cannot be read are set aside; null where the first is a failure. */
    private @Nullable BadRowFile badRowFile() {
        Input read = stage.scan().map(Scan::input).orElse(null);
        if (read == null || badRowStaging.isEmpty()) {
            return null;
        }
        Path directory = new Path(badRowStaging, attempt.directoryName());
        String name = "stage-%d-%05d.json"
                .formatted(stage.id().number(), attempt.task().number());
        return new BadRowFile(new Path(directory, name), LineOptions.badRowsLimit(read), context.hadoop());
    }

    private AttemptReport.Succeeded output(
            Operator rows, SpillSpace spills, UserFunctions functions, MasterClient master, Runnable afterBatch)
            throws InterruptedException {
        if (stage.output() instanceof StageOutput.Shuffled shuffled) {
            List<Integer> keys = shuffled.partitioning() instanceof Partitioning.Hash hash ? hash.columns() : List.of();
            ShufflePartitioner partitioner = new ShufflePartitioner(keys, shuffled.partitions());
            return shuffle(rows, shuffled.partitions(), partitioner::partitions, spills, afterBatch);
        }
        if (stage.output() instanceof StageOutput.Ranged ranged) {
            RangePartitioner partitioner = new RangePartitioner(ranged.columns(), bounds.toArrays());
            return shuffle(rows, bounds.partitions(), partitioner::partitions, spills, afterBatch);
        }
        if (stage.output() instanceof StageOutput.Sampled sampled) {
            return sample(rows, sampled, afterBatch);
        }
        if (stage.output() instanceof StageOutput.Written written) {
            return write(rows, written.output(), functions, master, afterBatch);
        }
        return collect(rows, master, afterBatch);
    }

    private AttemptReport.Succeeded sample(Operator rows, StageOutput.Sampled sampled, Runnable afterBatch) {
        KeySampler sampler = new KeySampler(
                sampled.columns(),
                SAMPLED_KEYS,
                KeySample.MOST_KEY_BYTES,
                attempt.task().number());
        for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
            sampler.add(batch);
            afterBatch.run();
        }
        KeySample sample =
                new KeySample(sampler.keys().stream().map(Payload::new).toList(), sampler.rows());
        return new AttemptReport.Succeeded(attempt, counters, Optional.empty(), List.of()).withSample(sample);
    }

    private AttemptReport.Succeeded shuffle(
            Operator rows, int partitions, Function<Batch, int[]> partitioner, SpillSpace spills, Runnable afterBatch) {
        MapOutputId id = new MapOutputId(context.application(), attempt);
        MemoryReservation reservation = memory.reserve("shuffle write");
        try (PartitionedWriter writer = new PartitionedWriter(
                        stage.schema().types(), partitions, reservation, new BlockWriter(Codec.LZ4), spills);
                MapOutputWriter output = context.outputs().create(id, partitions)) {
            for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
                Batch written = batch;
                shuffling.of(() -> {
                    if (partitions == 1) {
                        writer.write(written);
                    } else {
                        writer.write(written, partitioner.apply(written));
                    }
                });
                afterBatch.run();
            }
            long[] lengths = shuffling.of(() -> writer.finish(output));
            for (long length : lengths) {
                counters.add(Counter.SHUFFLE_BYTES_WRITTEN, length);
            }
            return new AttemptReport.Succeeded(attempt, counters, Optional.of(PartitionSizes.of(lengths)), List.of());
        } catch (IOException e) {
            throw StoreFailure.writing("shuffle output " + id, e);
        }
    }

    private AttemptReport.Succeeded write(
            Operator rows, Output output, UserFunctions functions, MasterClient master, Runnable afterBatch) {
        try (FileSink sink = output.format().equals(HadoopOutput.FORMAT)
                ? hadoopSink(output, functions, master)
                : fileSink(output)) {
            for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
                Batch written = batch;
                writing.of(() -> sink.write(written));
                afterBatch.run();
            }
            return new AttemptReport.Succeeded(attempt, counters, Optional.empty(), writing.of(sink::finish));
        }
    }

    private FileSink fileSink(Output output) {
        Path directory = new Path(staging, attempt.directoryName());
        return new FileSinks(context.hadoop(), counters, memory)
                .create(output, stage.schema(), directory, attempt.task().number());
    }

    @SuppressWarnings("unchecked")
    private FileSink hadoopSink(Output output, UserFunctions functions, MasterClient master) {
        int number = Integer.parseInt(Objects.requireNonNull(output.options().get(HadoopOutput.FUNCTION)));
        HadoopWriting writing = HadoopWriting.of(
                output,
                context.hadoop(),
                context.application().toString(),
                stage.id().job());
        return new HadoopSink(
                writing,
                writing.attempt(attempt),
                functions.function(number, RecordFunction.class),
                stage.schema(),
                () -> master.ask(new Request.CommitQuery(attempt), Reply.Done.class),
                counters);
    }

    private AttemptReport.Succeeded collect(Operator rows, MasterClient master, Runnable afterBatch)
            throws InterruptedException {
        BlockWriter blocks = new BlockWriter(Codec.LZ4);
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        int pages = 0;
        for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
            try {
                blocks.write(batch, page);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            counters.add(Counter.ROWS_WRITTEN, batch.selectedCount());
            if (page.size() >= PAGE_BYTES) {
                master.ask(new Request.ResultPage(attempt, pages++, new Payload(page.toByteArray())), Reply.Done.class);
                page.reset();
            }
            afterBatch.run();
        }
        if (page.size() > 0) {
            master.ask(new Request.ResultPage(attempt, pages, new Payload(page.toByteArray())), Reply.Done.class);
        }
        return new AttemptReport.Succeeded(attempt, counters, Optional.empty(), List.of());
    }

    /** Where this attempt's rows come from. */
    private final class AttemptSources implements Sources {
        private final MasterClient master;
        private final BadRecords badRecords;
        private final UserFunctions functions;

        AttemptSources(MasterClient master, BadRecords badRecords, UserFunctions functions) {
            this.master = master;
            this.badRecords = badRecords;
            this.functions = functions;
        }

        @Override
        public Operator scan(Scan scan) {
            return scanning.over(() -> Scans.open(scan, split(), scanContext()));
        }

        @Override
        public Operator scan(Scan scan, Predicate predicate) {
            return scanning.over(() -> Scans.open(scan, split(), scanContext(), predicate));
        }

        private ScanContext scanContext() {
            return new ScanContext(context.hadoop(), counters, memory, badRecords, functions);
        }

        private Split split() {
            if (!(input instanceof TaskInput.OfSplit given)) {
                throw new IllegalStateException(attempt + " scans, but was given " + input);
            }
            return given.split();
        }

        @Override
        public long splitNumber() {
            if (!(input instanceof TaskInput.OfSplit split)) {
                throw new IllegalStateException(attempt + " reads a split, but was given " + input);
            }
            return SplitNumber.of(split.split());
        }

        /** The exchange is asked for when the first of its rows is: a stage may read several, one after another. */
        @Override
        public Operator shuffleRead(ShuffleRead read) {
            return new DeferredOperator(() -> open(read));
        }

        private Operator open(ShuffleRead read) {
            try {
                ShuffleInput.Reading reading = reading(read);
                MemoryReservation reservation = memory.reserve("shuffle read");
                long bytes = Math.max(io.weft.runner.shuffle.ShuffleRead.MIN_MEMORY_BYTES, memory.limit() / READ_SHARE);
                reservation.grow(bytes);
                ShuffleReader reader = new ShuffleReader(
                        context.shuffle(),
                        new io.weft.runner.shuffle.ShuffleRead(
                                reading.sources(),
                                reading.slices(),
                                bytes,
                                context.spillDirectories().get(0)));
                return shuffling.over(() -> new ShuffleReadOperator(reader, reservation, counters));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new WeftException(ErrorCode.INTERRUPTED, "The attempt %s was interrupted", attempt);
            }
        }

        private ShuffleInput.Reading reading(ShuffleRead read) throws InterruptedException {
            ShuffleInput exchanges = new ShuffleInput(context.application(), master);
            if (read.extent() == ShuffleRead.Extent.ALL) {
                return exchanges.readingAll(read.producers());
            }
            if (!(input instanceof TaskInput.OfShuffle shuffle)) {
                throw new IllegalStateException(attempt + " reads partitions, but was given " + input);
            }
            return exchanges.reading(shuffle, read.producers());
        }
    }
}
