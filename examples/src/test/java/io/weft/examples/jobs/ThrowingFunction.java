package io.weft.examples.jobs;

import static io.weft.api.Columns.field;
import static io.weft.api.Columns.schema;

import io.weft.api.Job;
import io.weft.api.JobContext;
import io.weft.api.Text;
import io.weft.type.Type;

/** Reads a text, and throws where it finds {@code word=}; {@code output=} or none to print the lines. */
public final class ThrowingFunction implements Job {
    @Override
    public void define(JobContext job) {
        String forbidden = job.arg("word");
        job.read(Text.at(job.arg("input")))
                .flatMap(schema(field("line", Type.STRING)), (line, lines) -> {
                    String text = line.string("line");
                    if (text.contains(forbidden)) {
                        throw new IllegalStateException("the word " + forbidden + " is not for here");
                    }
                    lines.emit(text);
                })
                .write(Text.at(job.arg("output")));
    }
}
