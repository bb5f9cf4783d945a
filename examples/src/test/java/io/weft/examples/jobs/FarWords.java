package io.weft.examples.jobs;

import static io.weft.api.Columns.count;
import static io.weft.api.Columns.field;
import static io.weft.api.Columns.schema;

import io.weft.api.Job;
import io.weft.api.JobContext;
import io.weft.api.Text;
import io.weft.type.Type;
import java.util.StringTokenizer;

/** Counts words for the client, and waits at a gate before it looks at the first line. */
public final class FarWords implements Job {
    @Override
    public void define(JobContext job) {
        Gate gate = new Gate(job.arg("gate"));
        job.read(Text.at(job.arg("input")))
                .flatMap(schema(field("word", Type.STRING)), (line, words) -> {
                    gate.pass();
                    StringTokenizer tokens = new StringTokenizer(line.string("line"));
                    while (tokens.hasMoreTokens()) {
                        words.emit(tokens.nextToken());
                    }
                })
                .groupBy("word")
                .aggregate(count().as("count"))
                .show();
    }
}
