package io.weft.appmaster.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.Dataset;
import io.weft.api.JobContext;
import io.weft.api.Row;
import io.weft.config.Keys;
import io.weft.config.Settings;
import io.weft.error.ErrorCode;
import io.weft.error.Failure;
import io.weft.expr.JobTime;
import io.weft.plan.JoinSettings;
import io.weft.plan.Optimizer;
import io.weft.plan.Plan;
import io.weft.plan.Resolver;
import io.weft.protocol.FunctionTable;
import io.weft.protocol.JobDescription;
import io.weft.protocol.JobState;
import io.weft.protocol.Reply;
import io.weft.protocol.Request;
import io.weft.runner.block.BlockReader;
import io.weft.runner.format.Formats;
import io.weft.runner.link.MasterLink;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.VectorValues;
import io.weft.stage.JobId;
import io.weft.stage.Stage;
import io.weft.stage.StageCutter;
import io.weft.stage.StageOutput;
import io.weft.type.Schema;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;

/** Runs small jobs in this process: three slots, splits of at most a megabyte, eight partitions. */
final class LocalRun {
    private static final JobId JOB = new JobId(0);
    private static final long POLL_NANOS = 500_000;

    private final Path directory;
    private final Configuration hadoop = new Configuration();
    private final Map<String, org.apache.hadoop.fs.Path> files = new TreeMap<>();

    private final TreeMap<String, String> settings = new TreeMap<>();

    /**
     * @param directory for local files
     */
    LocalRun(Path directory) {
        this.directory = directory;
    }

    /** Sends a file along with the jobs to come. */
    LocalRun with(String name, Path file) {
        files.put(name, new org.apache.hadoop.fs.Path(file.toUri()));
        return this;
    }

    /** Runs with this setting from now on. */
    LocalRun with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** Runs the job to its success, hands the collected rows to their consumers, and gives the report. */
    String succeed(Consumer<JobContext> job) throws IOException {
        JobContext context = JobContext.define(job::accept, Map.of(), row -> {});
        JobDescription description = describe(context);
        try (LocalJob local = LocalJob.start(description, hadoop, LocalRun.class.getClassLoader(), files);
                MasterLink link = local.link()) {
            Reply.Status status = await(link);
            if (status.state() != JobState.SUCCEEDED) {
                // Else the AppMaster would wait for the client.
                link.call(new Request.Farewell(JOB).toBytes());
            }
            assertThat(status.state()).as(status.toString()).isEqualTo(JobState.SUCCEEDED);
            Set<Integer> taken = new HashSet<>();
            for (Stage stage : description.stages().stages()) {
                if (stage.output() instanceof StageOutput.Collected collected && taken.add(collected.consumer())) {
                    Consumer<? super Row> consumer = context.consumers().get(collected.consumer());
                    rows(link, collected.consumer(), stage.schema()).forEach(consumer);
                }
            }
            link.call(new Request.Farewell(JOB).toBytes());
            return status.report();
        }
    }

    /** Runs the job to its failure. */
    Failure fail(Consumer<JobContext> job) throws IOException {
        JobContext context = JobContext.define(job::accept, Map.of(), row -> {});
        try (LocalJob local = LocalJob.start(describe(context), hadoop, LocalRun.class.getClassLoader());
                MasterLink link = local.link()) {
            Reply.Status status = await(link);
            assertThat(status.state()).as(status.toString()).isEqualTo(JobState.FAILED);
            link.call(new Request.Farewell(JOB).toBytes());
            return status.failure().orElseThrow();
        }
    }

    /** Runs a job of one dataset and gives its rows as text, sorted. */
    List<String> rows(Function<JobContext, Dataset> job) throws IOException {
        return rowsInOrder(job).stream().sorted().toList();
    }

    /** Runs a job of one dataset and gives its rows as text, as they come. */
    List<String> rowsInOrder(Function<JobContext, Dataset> job) throws IOException {
        List<String> rows = new ArrayList<>();
        succeed(context -> job.apply(context).collect(row -> rows.add(row.toString())));
        return rows;
    }

    /** Runs the job to its failure and gives that as text. */
    String failure(Consumer<JobContext> job) throws IOException {
        JobDescription description = describe(JobContext.define(job::accept, Map.of(), row -> {}));
        try (LocalJob local = LocalJob.start(description, hadoop, LocalRun.class.getClassLoader());
                MasterLink link = local.link()) {
            Reply.Status status = await(link);
            assertThat(status.state()).as(status.toString()).isEqualTo(JobState.FAILED);
            link.call(new Request.Farewell(JOB).toBytes());
            return status.failure().orElseThrow().message();
        }
    }

    private JobDescription describe(JobContext context) {
        JobTime time = new JobTime(Instant.now(), Settings.of(settings).get(Keys.SESSION_ZONE));
        Formats formats = new Formats(hadoop);
        JoinSettings joins =
                new JoinSettings(formats::statisticsOf, Settings.of(settings).get(Keys.JOIN_BROADCAST_KB) * 1024.0);
        Plan plan = Optimizer.optimize(new Resolver(formats).resolve(context.written()), time, joins);
        settings.put("weft.local.directory", directory.resolve("local").toString());
        settings.put("weft.local.slots", "3");
        settings.put("weft.split.max-mb", "1");
        return new JobDescription(
                "test",
                StageCutter.cut(JOB, plan, 8),
                FunctionTable.write(context.functions(), LocalRun.class.getClassLoader()),
                settings);
    }

    private static Reply.Status await(MasterLink link) throws IOException {
        while (true) {
            Reply.Status status = (Reply.Status) Reply.fromBytes(link.call(new Request.StatusQuery(JOB).toBytes()));
            if (status.state().isOver()) {
                return status;
            }
            // The job can use the processor.
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private static List<Row> rows(MasterLink link, int consumer, Schema schema) throws IOException {
        List<Row> rows = new ArrayList<>();
        boolean last = false;
        for (int page = 0; !last; page++) {
            Reply.Rows reply =
                    (Reply.Rows) Reply.fromBytes(link.call(new Request.RowsQuery(JOB, consumer, page).toBytes()));
            last = reply.last();
            BlockReader blocks =
                    new BlockReader(new ByteArrayInputStream(reply.blocks().bytes()), "result", ErrorCode.INTERNAL);
            for (Batch batch = blocks.next(); batch != null; batch = blocks.next()) {
                for (int row = 0; row < batch.rowCount(); row++) {
                    List<Object> values = new ArrayList<>();
                    for (int column = 0; column < schema.size(); column++) {
                        values.add(VectorValues.value(batch.column(column), row, schema.type(column)));
                    }
                    rows.add(Row.of(schema, values));
                }
            }
        }
        return rows;
    }
}
