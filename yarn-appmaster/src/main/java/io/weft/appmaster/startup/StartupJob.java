package io.weft.appmaster.startup;

import static io.weft.api.Columns.avg;
import static io.weft.api.Columns.col;
import static io.weft.api.Columns.count;
import static io.weft.api.Columns.field;
import static io.weft.api.Columns.max;
import static io.weft.api.Columns.schema;
import static io.weft.api.Columns.sum;

import io.weft.api.Dataset;
import io.weft.api.Job;
import io.weft.api.JobContext;
import io.weft.api.Parquet;
import io.weft.api.Text;
import io.weft.type.Type;
import java.math.BigDecimal;

/** A job that goes through most of what a runner has: text and Parquet, functions, filters, aggregates, an exchange. */
public final class StartupJob implements Job {
    /** To be read, a line each: a word. */
    static final String TEXT = "text";

    /** To be written, and to be read by the job's next run. */
    static final String WORDS = "words";

    /** To be written. */
    static final String COUNTS = "counts";

    @Override
    public void define(JobContext job) {
        Dataset words = job.hasArg(TEXT) ? words(job) : job.read(Parquet.at(job.arg(WORDS)));
        if (job.hasArg(TEXT)) {
            words.write(Parquet.at(job.arg(WORDS)));
            return;
        }
        Dataset counted = words.where(
                        col("length").greaterThan(0).and(col("price").lessThan(new BigDecimal("9.99"))))
                .groupBy("word")
                .aggregate(
                        count().as("count"),
                        sum(col("price").multiply(col("length"))).as("price"),
                        avg("half").as("half"),
                        max("length").as("length"));
        counted.write(Text.at(job.arg(COUNTS)));
        counted.limit(1).collect(row -> {});
    }

    private static Dataset words(JobContext job) {
        return job.read(Text.at(job.arg(TEXT)))
                .flatMap(schema(field("word", Type.STRING), field("length", Type.INT)), (line, out) -> {
                    String word = line.string("line");
                    out.emit(word, word.length());
                })
                .select(
                        col("word"),
                        col("length"),
                        col("length").cast(Type.decimal(12, 2)).as("price"),
                        col("length").divide(2).as("half"));
    }
}
