package io.weft.examples.jobs;

import static io.weft.api.Columns.col;
import static io.weft.api.Columns.count;
import static io.weft.api.Columns.field;
import static io.weft.api.Columns.max;
import static io.weft.api.Columns.schema;
import static io.weft.api.Columns.sum;

import io.weft.api.Avro;
import io.weft.api.BadRows;
import io.weft.api.Compression;
import io.weft.api.Csv;
import io.weft.api.Dataset;
import io.weft.api.HadoopOutput;
import io.weft.api.Job;
import io.weft.api.JobContext;
import io.weft.api.JsonLines;
import io.weft.api.Orc;
import io.weft.api.RecordCollector;
import io.weft.api.Row;
import io.weft.api.SequenceFile;
import io.weft.api.Window;
import io.weft.type.Schema;
import io.weft.type.Type;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.hadoop.mapreduce.lib.output.SequenceFileOutputFormat;

/**
 * Writes the rows of a CSV file in every other format, below {@code out=}, its bad rows set aside; without {@code csv=} it reads
 * those files and sums them up, by country, and as running sums over each country, of which it shows the last.
 */
public final class ThroughFormats implements Job {
    private static final Schema COLUMNS = schema(field("id", Type.BIGINT), field("country", Type.STRING));

    @Override
    public void define(JobContext job) {
        String out = job.arg("out");
        if (job.hasArg("csv")) {
            write(job, out);
        } else {
            read(job, out);
        }
    }

    private static void write(JobContext job, String out) {
        Dataset rows =
                job.read(Csv.at(job.arg("csv")).header().schema(COLUMNS).onBadRows(BadRows.setAside(out + "/bad", 1)));
        rows.write(JsonLines.at(out + "/json").partitionBy("country").compression(Compression.ZSTD));
        rows.write(Orc.at(out + "/orc"));
        rows.write(Avro.at(out + "/avro"));
        rows.write(HadoopOutput.of(SequenceFileOutputFormat.class)
                .set("mapreduce.job.output.key.class", LongWritable.class.getName())
                .set("mapreduce.job.output.value.class", Text.class.getName())
                .set(FileOutputFormat.OUTDIR, out + "/sequence")
                .records((Row row, RecordCollector<LongWritable, Text> records) ->
                        records.emit(new LongWritable(row.bigint("id")), new Text(row.string("country")))));
    }

    private static void read(JobContext job, String out) {
        Dataset pairs = job.read(SequenceFile.at(out + "/sequence"))
                .select(col("key").as("id"), col("value").as("country"));
        job.read(JsonLines.at(out + "/json")
                        .schema(schema(field("id", Type.BIGINT)))
                        .pathPartitions(field("country", Type.STRING)))
                .union(job.read(Orc.at(out + "/orc")))
                .union(job.read(Avro.at(out + "/avro")))
                .union(pairs)
                .withColumn(
                        "running", sum("id").over(Window.partitionBy("country").orderBy("id")))
                .groupBy("country")
                .aggregate(
                        count().as("rows"), sum("id").as("ids"), max("running").as("last"))
                .show();
    }
}
