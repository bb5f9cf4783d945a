package io.weft.examples.jobs;

import static io.weft.api.Columns.asc;
import static io.weft.api.Columns.desc;

import io.weft.api.Job;
import io.weft.api.JobContext;
import io.weft.api.Parquet;
import io.weft.api.Text;

/** Sorts the items by their comments, and those with the same comment by price. */
public final class SortedItems implements Job {
    @Override
    public void define(JobContext job) {
        job.read(Parquet.at(job.arg("data") + "/lineitem"))
                .select("l_comment", "l_extendedprice", "l_orderkey", "l_linenumber", "l_shipdate")
                .orderBy(asc("l_comment"), desc("l_extendedprice"), asc("l_orderkey"), asc("l_linenumber"))
                .write(Text.at(job.arg("output")));
    }
}
