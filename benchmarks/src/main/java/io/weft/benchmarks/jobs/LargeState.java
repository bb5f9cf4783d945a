package io.weft.benchmarks.jobs;

import static io.weft.api.Columns.count;
import static io.weft.api.Columns.max;
import static io.weft.api.Columns.sum;

import io.weft.api.Dataset;
import io.weft.api.Job;
import io.weft.api.JobContext;
import io.weft.api.Parquet;
import io.weft.api.Weft;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;

/**
 * Steps over TPC-H's lineitem that have to keep about as many rows as they read: {@code state=} groups, distinct or order, {@code
 * data=} the directory that holds {@code lineitem}, {@code output=} a directory for Parquet files.
 */
public final class LargeState implements Job {
    @Override
    public void define(JobContext job) {
        Dataset lineitem = job.read(Parquet.at(job.arg("data") + "/lineitem"));
        rows(job.arg("state"), lineitem).write(Parquet.at(job.arg("output")));
    }

    private static Dataset rows(String state, Dataset lineitem) {
        return switch (state) {
            case "groups" ->
                lineitem.groupBy("l_orderkey")
                        .aggregate(
                                count().as("items"),
                                sum("l_extendedprice").as("price"),
                                max("l_shipdate").as("shipped"));
            case "distinct" -> lineitem.distinct();
            case "order" -> lineitem.orderBy("l_comment");
            default ->
                throw new WeftException(
                        ErrorCode.INVALID_ARGUMENT,
                        "Cannot run state=%s: there are groups, distinct and order (give one of them)",
                        state);
        };
    }

    public static void main(String[] args) {
        Weft.main(LargeState.class, args);
    }
}
