package io.weft.examples.jobs;

import io.weft.api.Job;
import io.weft.api.JobContext;
import io.weft.api.Parquet;

/** Selects a column whose name is mistyped. */
public final class UnknownColumn implements Job {
    @Override
    public void define(JobContext job) {
        job.read(Parquet.at(job.arg("data") + "/lineitem")).select("l_shipdat").show();
    }
}
