package io.weft.examples.jobs;

import static io.weft.api.Columns.col;
import static io.weft.api.Columns.count;
import static io.weft.api.Columns.field;
import static io.weft.api.Columns.schema;
import static io.weft.api.Columns.sum;

import io.weft.api.Dataset;
import io.weft.api.FunctionContext;
import io.weft.api.Job;
import io.weft.api.JobContext;
import io.weft.api.Parquet;
import io.weft.api.Text;
import io.weft.type.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Unites the items with the flag R and those with the flag A, sums them up by flag, shows the sums, and writes them with the flags' names. The
 * names are in a file that is sent along, {@code flags}; how they are written is in a jar that is sent along.
 */
public final class ItemsByFlag implements Job {
    @Override
    public void define(JobContext job) {
        Dataset sums = items(job, "R")
                .union(items(job, "A"))
                .groupBy("flag")
                .aggregate(count().as("items"), sum("quantity").as("quantity"));
        sums.show();
        sums.map(schema(field("name", Type.STRING), field("items", Type.BIGINT)), row -> {
                    FunctionContext.current().counter("flags").increment();
                    return List.of(written(name(row.string("flag"))), row.bigint("items"));
                })
                .write(Text.at(job.arg("output")));
    }

    private static Dataset items(JobContext job, String flag) {
        return job.read(Parquet.at(job.arg("data") + "/lineitem"))
                .where(col("l_returnflag").equalTo(flag))
                .select(col("l_returnflag").as("flag"), col("l_quantity").as("quantity"))
                .filter(row -> {
                    FunctionContext.current().counter("items of " + flag).increment();
                    return true;
                });
    }

    private static String name(String flag) throws IOException {
        Path names = FunctionContext.current().file("flags");
        return Files.readAllLines(names).stream()
                .filter(line -> line.startsWith(flag))
                .findFirst()
                .orElseThrow();
    }

    /** By the class of the other jar, which this one is not compiled against. */
    private static String written(String name) throws ReflectiveOperationException {
        Class<?> shout = Class.forName("extra.Shout", true, ItemsByFlag.class.getClassLoader());
        return (String) shout.getMethod("of", String.class).invoke(null, name);
    }
}
