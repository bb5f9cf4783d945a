package io.weft.runner.scan;

import io.weft.expr.Expression;
import io.weft.expr.Expressions;
import io.weft.plan.Input;
import io.weft.plan.NodeId;
import io.weft.plan.PlanNode.Scan;
import io.weft.protocol.Counters;
import io.weft.runner.format.InputFiles;
import io.weft.runner.kernel.Predicate;
import io.weft.runner.memory.MemoryArbiter;
import io.weft.runner.memory.TaskMemory;
import io.weft.runner.operator.Operator;
import io.weft.runner.pipeline.UserFunctions;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.TestRows;
import io.weft.stage.FileRange;
import io.weft.stage.FileSplit;
import io.weft.stage.FormatSplit;
import io.weft.stage.Split;
import io.weft.type.Schema;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.jspecify.annotations.Nullable;

/** Reads files through scans, as a task does. */
public final class ScanFixture {
    private final Configuration configuration = new Configuration();
    private final MemoryArbiter arbiter;
    private UserFunctions functions = new UserFunctions(List.of());

    /** What the scans of this fixture have counted. */
    public final Counters counters = new Counters();

    public ScanFixture() {
        this(256L << 20);
    }

    /** With so many bytes of memory for scans. */
    public ScanFixture(long memory) {
        arbiter = new MemoryArbiter(memory, 1);
    }

    /** Gives the scans of this fixture a job's functions. */
    public void functions(List<Serializable> jobFunctions) {
        functions = new UserFunctions(jobFunctions);
    }

    public Configuration configuration() {
        return configuration;
    }

    public static Input input(String format, Object path) {
        return new Input(format, List.of(path.toString()), new TreeMap<>());
    }

    /** The whole file as one range. */
    public FileRange whole(Object path) {
        FileStatus status = InputFiles.list(input("any", path), configuration).get(0);
        return range(status, 0, status.getLen());
    }

    /** The file cut before each of these places. */
    public List<FileRange> cut(Object path, long... places) {
        FileStatus status = InputFiles.list(input("any", path), configuration).get(0);
        List<FileRange> ranges = new ArrayList<>();
        long start = 0;
        for (long place : places) {
            ranges.add(range(status, start, place));
            start = place;
        }
        ranges.add(range(status, start, status.getLen()));
        return ranges;
    }

    private static FileRange range(FileStatus status, long start, long end) {
        return new FileRange(
                status.getPath().toString(), start, end - start, status.getLen(), status.getModificationTime());
    }

    public static Scan scan(String format, Schema schema, Expression... filters) {
        return new Scan(new NodeId(0), input(format, "x"), schema, schema, List.of(filters));
    }

    /** The rows of the ranges in one split. */
    public List<List<@Nullable Object>> read(Scan scan, FileRange... ranges) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Batch batch : batches(scan, ranges)) {
            rows.addAll(TestRows.rows(batch, scan.schema().types()));
        }
        return rows;
    }

    /** The rows of a piece that its format has made. */
    public List<List<@Nullable Object>> read(Scan scan, FormatSplit piece) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Batch batch : batchesOf(scan, piece)) {
            rows.addAll(TestRows.rows(batch, scan.schema().types()));
        }
        return rows;
    }

    /** The rows of the ranges that meet the scan's filters, checked by the scan. */
    public List<List<@Nullable Object>> readFiltered(Scan scan, FileRange... ranges) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        Predicate predicate = Predicate.of(Expressions.and(scan.filters()));
        run(
                (split, context) -> Scans.open(scan, split, context, predicate),
                batch -> rows.addAll(TestRows.rows(batch, scan.schema().types())),
                new FileSplit(List.of(ranges), List.of()));
        return rows;
    }

    /** All batches; scans without a predicate give none that they use again. */
    public List<Batch> batches(Scan scan, FileRange... ranges) {
        return batchesOf(scan, new FileSplit(List.of(ranges), List.of()));
    }

    private List<Batch> batchesOf(Scan scan, Split piece) {
        List<Batch> batches = new ArrayList<>();
        run((split, context) -> Scans.open(scan, split, context), batches::add, piece);
        return batches;
    }

    private void run(BiFunction<Split, ScanContext, Operator> scans, Consumer<Batch> consumer, Split split) {
        try (TaskMemory memory = arbiter.open("test")) {
            try (Operator operator =
                    scans.apply(split, new ScanContext(configuration, counters, memory, BadRecords.FAIL, functions))) {
                for (Batch batch = operator.next(); batch != null; batch = operator.next()) {
                    consumer.accept(batch);
                }
            }
            if (!memory.unreleased().isEmpty()) {
                throw new AssertionError("Memory was not released: " + memory.unreleased());
            }
        }
    }
}
