package io.weft.examples.jobs;

import static io.weft.api.Columns.col;
import static io.weft.api.Columns.count;
import static io.weft.api.Columns.field;
import static io.weft.api.Columns.schema;

import io.weft.api.Job;
import io.weft.api.JobContext;
import io.weft.api.Text;
import io.weft.type.Type;
import java.util.StringTokenizer;

/** Counts words, and waits at a gate before the exchange, {@code map-gate=}, and after it, {@code reduce-gate=}. */
public final class GatedWords implements Job {
    @Override
    public void define(JobContext job) {
        Gate beforeExchange = new Gate(job.arg("map-gate", ""));
        Gate afterExchange = new Gate(job.arg("reduce-gate", ""));
        job.read(Text.at(job.arg("input")))
                .flatMap(schema(field("word", Type.STRING)), (line, words) -> {
                    beforeExchange.pass();
                    StringTokenizer tokens = new StringTokenizer(line.string("line"));
                    while (tokens.hasMoreTokens()) {
                        words.emit(tokens.nextToken());
                    }
                })
                .groupBy("word")
                .aggregate(count().as("count"))
                .flatMap(schema(field("word", Type.STRING), field("count", Type.BIGINT)), (row, counts) -> {
                    afterExchange.pass();
                    counts.emit(row.string("word"), row.bigint("count"));
                })
                .select(col("word"), col("count"))
                .write(Text.at(job.arg("output")));
    }
}
