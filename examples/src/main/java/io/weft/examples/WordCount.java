package io.weft.examples;

import static io.weft.api.Columns.count;
import static io.weft.api.Columns.field;
import static io.weft.api.Columns.schema;

import io.weft.api.Job;
import io.weft.api.JobContext;
import io.weft.api.Text;
import io.weft.api.Weft;
import io.weft.type.Type;
import java.util.StringTokenizer;

/** Counts the words of a text: {@code input=} where it is, {@code output=} the directory for lines {@code word<TAB>count}. */
public final class WordCount implements Job {
    @Override
    public void define(JobContext job) {
        job.read(Text.at(job.arg("input")))
                .flatMap(schema(field("word", Type.STRING)), (line, words) -> {
                    StringTokenizer tokens = new StringTokenizer(line.string("line"));
                    while (tokens.hasMoreTokens()) {
                        words.emit(tokens.nextToken());
                    }
                })
                .groupBy("word")
                .aggregate(count().as("count"))
                .write(Text.at(job.arg("output")));
    }

    public static void main(String[] args) {
        Weft.main(WordCount.class, args);
    }
}
