package io.weft.examples.jobs;

import static io.weft.api.Columns.col;
import static io.weft.api.Columns.count;
import static io.weft.api.Columns.field;
import static io.weft.api.Columns.schema;
import static io.weft.api.Columns.sum;

import io.weft.api.Dataset;
import io.weft.api.Jdbc;
import io.weft.api.Job;
import io.weft.api.JobContext;
import io.weft.api.Text;
import io.weft.type.Type;

/** Adds up what was sold: lines of {@code name,amount} in three stores, and a table of a database. */
public final class ManyStores implements Job {
    @Override
    public void define(JobContext job) {
        Jdbc table = Jdbc.table(job.arg("url"), "sales")
                .user("WEFT")
                .passwordFromEnvironment("SALES_PASSWORD")
                .partitionBy("id", 3);
        lines(job, job.arg("first"))
                .union(
                        lines(job, job.arg("second")),
                        lines(job, job.arg("third")),
                        job.read(table)
                                .select(col("NAME").as("name"), col("AMOUNT").as("amount")))
                .groupBy("name")
                .aggregate(count().as("sales"), sum("amount").as("amount"))
                .show();
    }

    private static Dataset lines(JobContext job, String path) {
        return job.read(Text.at(path))
                .flatMap(schema(field("name", Type.STRING), field("amount", Type.BIGINT)), (line, sales) -> {
                    String[] parts = line.string("line").split(",", 2);
                    sales.emit(parts[0], Long.valueOf(parts[1]));
                });
    }
}
