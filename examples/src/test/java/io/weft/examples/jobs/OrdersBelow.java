package io.weft.examples.jobs;

import static io.weft.api.Columns.col;
import static io.weft.api.Columns.count;
import static io.weft.api.Columns.sum;

import io.weft.api.Job;
import io.weft.api.JobContext;
import io.weft.api.Parquet;

/** Sums up the items of the orders with keys below {@code key=}; the files are in the order of this key. */
public final class OrdersBelow implements Job {
    @Override
    public void define(JobContext job) {
        job.read(Parquet.at(job.arg("data") + "/lineitem"))
                .where(col("l_orderkey").lessThan(Long.parseLong(job.arg("key"))))
                .aggregate(count().as("items"), sum("l_quantity").as("quantity"))
                .show();
    }
}
