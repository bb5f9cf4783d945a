package io.weft.appmaster.local;

import static io.weft.api.Columns.count;
import static io.weft.api.Columns.field;
import static io.weft.api.Columns.schema;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.Dataset;
import io.weft.api.JobContext;
import io.weft.api.Row;
import io.weft.api.Text;
import io.weft.error.ErrorCode;
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
import io.weft.stage.StageCutter;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalJobTest {
    private static final ClassLoader LOADER = LocalJobTest.class.getClassLoader();
    private static final JobId JOB = new JobId(0);

    @TempDir
    private Path directory;

    private final Configuration hadoop = new Configuration();

    private static Dataset words(JobContext job, String input) {
        return job.read(Text.at(input)).flatMap(schema(field("word", Type.STRING)), (line, out) -> {
            StringTokenizer tokens = new StringTokenizer(line.string("line"));
            while (tokens.hasMoreTokens()) {
                out.emit(tokens.nextToken());
            }
        });
    }

    private JobDescription describe(Consumer<JobContext> job) {
        JobContext context = JobContext.define(job::accept, Map.of(), row -> {});
        Plan plan = Optimizer.optimize(new Resolver(new Formats(hadoop)).resolve(context.written()));
        TreeMap<String, String> settings = new TreeMap<>();
        settings.put("weft.local.directory", directory.resolve("local").toString());
        settings.put("weft.local.slots", "3");
        settings.put("weft.split.max-mb", "1");
        return new JobDescription(
                "test", StageCutter.cut(JOB, plan, 8), FunctionTable.write(context.functions(), LOADER), settings);
    }

    private static Reply.Status await(MasterLink link) throws Exception {
        while (true) {
            Reply.Status status = (Reply.Status) Reply.fromBytes(link.call(new Request.StatusQuery(JOB).toBytes()));
            if (status.state().isOver()) {
                return status;
            }
            Thread.onSpinWait();
        }
    }

    private static List<Row> rows(MasterLink link, Schema schema) throws Exception {
        List<Row> rows = new ArrayList<>();
        boolean last = false;
        for (int page = 0; !last; page++) {
            Reply.Rows reply = (Reply.Rows) Reply.fromBytes(link.call(new Request.RowsQuery(JOB, 0, page).toBytes()));
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

    private Path text() throws Exception {
        Path input = Files.createDirectories(directory.resolve("input"));
        for (int file = 0; file < 5; file++) {
            Files.writeString(input.resolve("f" + file), "a b  a\n\nc\tb a\n".repeat(50_000));
        }
        return input;
    }

    @Test
    void countsWordsAndCollectsThem() throws Exception {
        Path input = text();
        JobDescription job = describe(context -> words(context, input.toString())
                .groupBy("word")
                .aggregate(count().as("n"))
                .show());
        try (LocalJob local = LocalJob.start(job, hadoop, LOADER);
                MasterLink link = local.link()) {
            Reply.Status status = await(link);
            assertThat(status.state()).as(status.toString()).isEqualTo(JobState.SUCCEEDED);
            assertThat(rows(link, Schema.of(field("word", Type.STRING), field("n", Type.BIGINT))))
                    .extracting(Row::toString)
                    .containsExactlyInAnyOrder("a|750000", "b|500000", "c|250000");
            assertThat(status.report())
                    .contains(
                            "  read 750,000 rows, 3,500,000 bytes, 3,500,000 of them on the reader's host (100.0 %)\n");
            link.call(new Request.Farewell(JOB).toBytes());
        }
        try (Stream<Path> left = Files.list(directory.resolve("local"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void writesTheWholeOutputAndNothingElse() throws Exception {
        Path input = text();
        Path output = directory.resolve("output");
        JobDescription job = describe(context -> words(context, input.toString())
                .groupBy("word")
                .aggregate(count().as("n"))
                .write(Text.at(output.toString())));
        try (LocalJob local = LocalJob.start(job, hadoop, LOADER);
                MasterLink link = local.link()) {
            Reply.Status status = await(link);
            assertThat(status.state()).as(status.toString()).isEqualTo(JobState.SUCCEEDED);
            link.call(new Request.Farewell(JOB).toBytes());
        }
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(output)) {
            for (Path file : files.filter(file -> file.getFileName().toString().startsWith("part-"))
                    .toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        assertThat(lines).containsExactlyInAnyOrder("a\t750000", "b\t500000", "c\t250000");
        assertThat(output.resolve("_SUCCESS")).content().startsWith("weft manifest 1\njob\ttest\n");
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("input", "output", "local");
    }

    @Test
    void aFunctionThatThrowsFailsTheJobAtOnceAndLeavesNothing() throws Exception {
        Path input = text();
        Path output = directory.resolve("output");
        JobDescription job = describe(context -> context.read(Text.at(input.toString()))
                .flatMap(schema(field("x", Type.STRING)), (row, out) -> {
                    throw new IllegalStateException("boom");
                })
                .write(Text.at(output.toString())));
        try (LocalJob local = LocalJob.start(job, hadoop, LOADER);
                MasterLink link = local.link()) {
            Reply.Status status = await(link);
            assertThat(status.state()).isEqualTo(JobState.FAILED);
            assertThat(status.failure().orElseThrow().code()).isEqualTo(ErrorCode.FUNCTION_FAILED);
            assertThat(status.failure().orElseThrow().message())
                    .contains("the job's function threw java.lang.IllegalStateException: boom at io.weft.appmaster");
            link.call(new Request.Farewell(JOB).toBytes());
        }
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("input", "local");
    }
}
