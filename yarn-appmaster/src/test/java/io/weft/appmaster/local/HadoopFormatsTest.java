package io.weft.appmaster.local;

import static io.weft.api.Columns.field;
import static io.weft.api.Columns.schema;
import static io.weft.api.Columns.sum;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.Dataset;
import io.weft.api.HadoopInput;
import io.weft.api.HadoopOutput;
import io.weft.api.JobContext;
import io.weft.api.RecordCollector;
import io.weft.api.Row;
import io.weft.api.RowCollector;
import io.weft.api.SequenceFile;
import io.weft.error.ErrorCode;
import io.weft.error.Failure;
import io.weft.type.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.lib.input.KeyValueTextInputFormat;
import org.apache.hadoop.mapreduce.lib.output.SequenceFileOutputFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole jobs over Hadoop's own InputFormats and OutputFormats. */
final class HadoopFormatsTest {
    @TempDir
    private Path directory;

    private Path input;

    @BeforeEach
    void writeInput() throws IOException {
        input = Files.createDirectories(directory.resolve("input"));
        Files.writeString(input.resolve("a"), "ann\t1\nbob\t2\n");
        Files.writeString(input.resolve("b"), "ann\t30\n");
        Files.writeString(input.resolve("c"), "cid\t400\n");
    }

    private Dataset sums(JobContext job) {
        return job.read(HadoopInput.of(KeyValueTextInputFormat.class)
                        .set(
                                "mapreduce.input.fileinputformat.inputdir",
                                input.toUri().toString())
                        .rows(
                                schema(field("name", Type.STRING), field("n", Type.BIGINT)),
                                (Text name, Text number, RowCollector rows) ->
                                        rows.emit(name.toString(), Long.valueOf(number.toString()))))
                .groupBy("name")
                .aggregate(sum("n").as("n"));
    }

    private static HadoopOutput sequenceFiles(Path output) {
        return HadoopOutput.of(SequenceFileOutputFormat.class)
                .set(
                        "mapreduce.output.fileoutputformat.outputdir",
                        output.toUri().toString())
                .set("mapreduce.job.output.key.class", Text.class.getName())
                .set("mapreduce.job.output.value.class", LongWritable.class.getName());
    }

    private static HadoopOutput.Records records(Path output) {
        return sequenceFiles(output)
                .records((Row row, RecordCollector<Text, LongWritable> records) ->
                        records.emit(new Text(row.string("name")), new LongWritable(row.bigint("n"))));
    }

    @Test
    void readsByAnInputFormatAndWritesByAnOutputFormatAndItsCommitter() throws IOException {
        Path output = directory.resolve("output");

        new LocalRun(directory).succeed(job -> sums(job).write(records(output)));

        assertThat(new LocalRun(directory).rows(job -> job.read(SequenceFile.at(output.toString()))))
                .containsExactly("ann|31", "bob|2", "cid|400");
        assertThat(output.toFile().list()).contains("_SUCCESS").doesNotContain("_temporary");
    }

    @Test
    void refusesAnOutputThatExistsAndLeavesItAlone() throws IOException {
        Path output = directory.resolve("output");
        Files.createDirectories(output.resolve("_temporary"));

        Failure failure = new LocalRun(directory).fail(job -> sums(job).write(records(output)));

        assertThat(failure.code()).isEqualTo(ErrorCode.OUTPUT_EXISTS);
        assertThat(failure.message())
                .startsWith("Cannot write by org.apache.hadoop.mapreduce.lib.output.SequenceFileOutputFormat: ")
                .endsWith(" (remove it, or choose another)");
        assertThat(output.resolve("_temporary")).exists();
    }

    @Test
    void leavesNoRecordOfAJobThatFailed() throws IOException {
        Path output = directory.resolve("output");

        Failure failure = new LocalRun(directory)
                .fail(job -> sums(job)
                        .write(sequenceFiles(output).records((Row row, RecordCollector<Text, LongWritable> records) -> {
                            records.emit(new Text("x"), new LongWritable(1));
                            throw new IllegalStateException("no more");
                        })));

        assertThat(failure.message())
                .startsWith("Cannot make records of a row: the job's function threw"
                        + " java.lang.IllegalStateException: no more at ")
                .contains(".lambda$leavesNoRecordOfAJobThatFailed$")
                .endsWith(" (mend the function, or filter such rows out before)");
        assertThat(output.toFile().list()).isEmpty();
    }
}
