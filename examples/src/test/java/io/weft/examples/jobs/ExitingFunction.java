package io.weft.examples.jobs;

import static io.weft.api.Columns.field;
import static io.weft.api.Columns.schema;

import io.weft.api.Dataset;
import io.weft.api.Job;
import io.weft.api.JobContext;
import io.weft.api.Text;
import io.weft.type.Type;

/** Ends the JVM, as if all had gone well, for each line of a text: before it is written to {@code output=}, or where there is none, collected. */
public final class ExitingFunction implements Job {
    @Override
    public void define(JobContext job) {
        Dataset lines = job.read(Text.at(job.arg("input")));
        String output = job.arg("output", "");
        if (output.isEmpty()) {
            lines.collect(line -> System.exit(0));
            return;
        }
        lines.flatMap(schema(field("line", Type.STRING)), (line, all) -> {
                    System.exit(0);
                    all.emit(line.string("line"));
                })
                .write(Text.at(output));
    }
}
