package io.weft.runner.scan;

import static io.weft.runner.vector.TestRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.HadoopInput;
import io.weft.api.JobContext;
import io.weft.api.KeyValueFunction;
import io.weft.api.RowCollector;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.plan.Input;
import io.weft.plan.NodeId;
import io.weft.plan.PlanNode.Scan;
import io.weft.plan.Step;
import io.weft.protocol.Counter;
import io.weft.runner.format.HadoopFormat;
import io.weft.stage.FormatSplit;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.lib.input.KeyValueTextInputFormat;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HadoopScanTest {
    private static final Schema NUMBERS = Schema.of(new Field("number", Type.INT), new Field("text", Type.STRING));

    @TempDir
    Path directory;

    private final ScanFixture fixture = new ScanFixture();
    private final HadoopFormat format = new HadoopFormat(fixture.configuration());

    private static HadoopInput.Rows counting(int to, int splits) {
        return HadoopInput.of(CountingInputFormat.class)
                .set("count.to", Integer.toString(to))
                .set("count.splits", Integer.toString(splits))
                .rows(NUMBERS, (NullWritable none, IntWritable number, RowCollector rows) -> {
                    for (int copy = 0; copy < number.get() % 3; copy++) {
                        rows.emit(number.get(), copy == 0 ? null : "again");
                    }
                });
    }

    @Test
    void makesRowsOfRecordsInSplitsOfTheFormatsOwn() throws Exception {
        Scan scan = scan(counting(9, 2));

        List<FormatSplit> splits = splits(scan);

        assertThat(splits).extracting(FormatSplit::name).containsExactly("numbers from 0 to 4", "numbers from 4 to 9");
        assertThat(splits).extracting(FormatSplit::hosts).containsExactly(List.of("host0"), List.of("host4"));
        assertThat(splits).extracting(FormatSplit::length).containsExactly(OptionalLong.of(4), OptionalLong.of(5));
        assertThat(fixture.read(scan, splits.get(0))).containsExactly(row(1, null), row(2, null), row(2, "again"));
        assertThat(fixture.read(scan, splits.get(1)))
                .containsExactly(
                        row(4, null), row(5, null), row(5, "again"), row(7, null), row(8, null), row(8, "again"));
        assertThat(fixture.counters.get(Counter.ROWS_READ)).isEqualTo(9);
    }

    @Test
    void keepsOnlyTheColumnsThatAreUsed() throws Exception {
        Scan all = scan(counting(6, 1));
        Scan text = new Scan(all.id(), all.input(), all.table(), Schema.of(NUMBERS.field(1)), List.of());
        Scan none = new Scan(all.id(), all.input(), all.table(), Schema.of(), List.of());

        assertThat(read(text)).hasSize(6).contains(row("again"));
        assertThat(read(none)).hasSize(6);
    }

    @Test
    void readsFilesByTheirInputFormatAndCountsTheirBytes() throws Exception {
        Files.writeString(directory.resolve("a"), "x\t1\ny\t2\n".repeat(50_000));
        Scan scan = scan(HadoopInput.of(KeyValueTextInputFormat.class)
                .set(
                        "mapreduce.input.fileinputformat.inputdir",
                        directory.toUri().toString())
                .set("mapreduce.input.fileinputformat.split.maxsize", "100000")
                .rows(
                        NUMBERS,
                        (Text key, Text value, RowCollector rows) ->
                                rows.emit(Integer.valueOf(value.toString()), key.toString())));

        assertThat(splits(scan))
                .hasSize(4)
                .allSatisfy(split -> assertThat(split.hosts()).isEmpty());
        assertThat(read(scan)).hasSize(100_000).contains(row(1, "x"), row(2, "y"));
        assertThat(fixture.counters.get(Counter.INPUT_BYTES)).isGreaterThanOrEqualTo(400_000);
        assertThat(fixture.counters.get(Counter.INPUT_BYTES_LOCAL))
                .isEqualTo(fixture.counters.get(Counter.INPUT_BYTES));
    }

    @Test
    void saysWhatAnInputFormatOrAFunctionCouldNotDo() throws Exception {
        assertThatThrownBy(() -> splits(scan(counting(-1, 1))))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IO_FAILED))
                .hasMessage("Cannot read by io.weft.runner.scan.CountingInputFormat: cannot count to -1");
        Scan missing = scan(HadoopInput.of(KeyValueTextInputFormat.class)
                .set(
                        "mapreduce.input.fileinputformat.inputdir",
                        directory.resolve("none").toUri().toString())
                .rows(NUMBERS, (Text key, Text value, RowCollector rows) -> rows.emit(1, "x")));
        assertThatThrownBy(() -> splits(missing))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_NOT_FOUND))
                .hasMessageContaining("Input path does not exist");
        Scan wrong = scan(HadoopInput.of(CountingInputFormat.class)
                .set("count.to", "3")
                .rows(NUMBERS, (NullWritable none, IntWritable number, RowCollector rows) -> rows.emit("one", "x")));
        assertThatThrownBy(() -> read(wrong))
                .hasMessageStartingWith(
                        "Cannot make rows of a record of numbers from 0 to 3: the job's function threw"
                                + " java.lang.IllegalArgumentException: Column 'number': A String cannot be a value of the type int at ")
                .hasMessageContaining("HadoopScanTest.lambda$");
    }

    @Test
    void refusesWhatIsNoInputFormat() {
        KeyValueFunction<Text, Text> function = (key, value, rows) -> rows.emit(1, "x");

        assertThatThrownBy(() -> splits(scan(HadoopInput.of(String.class).rows(NUMBERS, function))))
                .hasMessage("Cannot read by java.lang.String: it is no org.apache.hadoop.mapreduce.InputFormat"
                        + " (the ones of org.apache.hadoop.mapred are of another kind)");
        assertThatThrownBy(() -> HadoopInput.of(CountingInputFormat.class).set("db.password", "x"))
                .hasMessage("Cannot set 'db.password' of an input: a job must not hold a secret"
                        + " (put it into a Hadoop credential provider, which the format can ask)");
    }

    /** As a job would have it, its function handed to the scans of the fixture. */
    private Scan scan(HadoopInput.Rows rows) {
        JobContext job = JobContext.define(context -> context.read(rows).show(), Map.of(), row -> {});
        fixture.functions(job.functions());
        Input input = ((Step.Read) job.written().steps().get(0)).input();
        Schema schema = format.schemaOf(input);
        return new Scan(new NodeId(0), input, schema, schema, List.of());
    }

    /** As the AppMaster asks for them, after the client has handed the credentials over. */
    private List<FormatSplit> splits(Scan scan) throws Exception {
        Credentials credentials = new Credentials();
        format.addCredentials(scan.input(), credentials);
        UserGroupInformation.getCurrentUser().addCredentials(credentials);
        return format.splits(scan);
    }

    private List<List<@Nullable Object>> read(Scan scan) throws Exception {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (FormatSplit split : splits(scan)) {
            rows.addAll(fixture.read(scan, split));
        }
        return rows;
    }
}
