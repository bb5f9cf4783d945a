package io.weft.appmaster.local;

import io.weft.api.JobContext;
import io.weft.error.Failure;
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
import io.weft.stage.StageGraph;
import io.weft.stage.StageOutput;
import io.weft.type.Schema;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;

/** Runs whole jobs in this process, from their definition to their rows. */
final class LocalJobs {
    private static final ClassLoader LOADER = LocalJobs.class.getClassLoader();
    private static final JobId JOB = new JobId(0);

    private final Configuration hadoop = new Configuration();
    private final Path directory;

    /** With a place for files of the runs. */
    LocalJobs(Path directory) {
        this.directory = directory;
    }

    /**
     * How a job ended.
     *
     * @param rows that it collected, {@code |} between the values, in no order
     */
    record Ended(Reply.Status status, List<String> rows) {
        Failure failure() {
            return status.failure().orElseThrow(() -> new AssertionError("The job has not failed: " + status));
        }

        /** The rows of a job that has succeeded. */
        List<String> succeeded() {
            if (status.state() != JobState.SUCCEEDED) {
                throw new AssertionError("The job has not succeeded: " + status);
            }
            return rows;
        }
    }

    /** Runs a job to its end; mistakes in it are thrown. */
    Ended run(Consumer<JobContext> job) {
        JobContext context = JobContext.define(job::accept, Map.of(), row -> {});
        Plan plan = Optimizer.optimize(new Resolver(new Formats(hadoop)).resolve(context.written()));
        TreeMap<String, String> settings = new TreeMap<>();
        settings.put("weft.local.directory", directory.toString());
        settings.put("weft.local.slots", "2");
        settings.put("weft.split.max-mb", "1");
        StageGraph stages = StageCutter.cut(JOB, plan, 4);
        JobDescription description =
                new JobDescription("test", stages, FunctionTable.write(context.functions(), LOADER), settings);
        try (LocalJob local = LocalJob.start(description, hadoop, LOADER);
                MasterLink link = local.link()) {
            Reply.Status status = await(link);
            List<String> rows = new ArrayList<>();
            if (status.state() == JobState.SUCCEEDED) {
                for (Stage stage : stages.stages()) {
                    if (stage.output() instanceof StageOutput.Collected collected) {
                        collect(link, collected.consumer(), stage.schema(), rows);
                    }
                }
            }
            link.call(new Request.Farewell(JOB).toBytes());
            return new Ended(status, rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reply.Status await(MasterLink link) throws IOException {
        while (true) {
            Reply.Status status = (Reply.Status) Reply.fromBytes(link.call(new Request.StatusQuery(JOB).toBytes()));
            if (status.state().isOver()) {
                return status;
            }
            Thread.onSpinWait();
        }
    }

    private static void collect(MasterLink link, int consumer, Schema schema, List<String> rows) throws IOException {
        boolean last = false;
        for (int page = 0; !last; page++) {
            Reply.Rows reply =
                    (Reply.Rows) Reply.fromBytes(link.call(new Request.RowsQuery(JOB, consumer, page).toBytes()));
            last = reply.last();
            BlockReader blocks = new BlockReader(
                    new ByteArrayInputStream(reply.blocks().bytes()), "result", io.weft.error.ErrorCode.INTERNAL);
            for (Batch batch = blocks.next(); batch != null; batch = blocks.next()) {
                for (int row = 0; row < batch.rowCount(); row++) {
                    StringJoiner text = new StringJoiner("|");
                    for (int column = 0; column < schema.size(); column++) {
                        text.add(String.valueOf(VectorValues.value(batch.column(column), row, schema.type(column))));
                    }
                    rows.add(text.toString());
                }
            }
        }
    }
}
