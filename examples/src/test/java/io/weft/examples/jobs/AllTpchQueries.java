package io.weft.examples.jobs;

import io.weft.api.Job;
import io.weft.api.JobContext;
import io.weft.api.Text;
import io.weft.api.Weft;
import io.weft.examples.tpch.TpchQuery;

/** The 22 queries of TPC-H in one job, each into a directory of its number. */
public final class AllTpchQueries implements Job {
    public static final int COUNT = 22;

    @Override
    public void define(JobContext job) {
        for (int query = 1; query <= COUNT; query++) {
            TpchQuery.rows(job, query, job.arg("data")).write(Text.at(job.arg("output") + "/" + query));
        }
    }

    public static void main(String[] args) {
        Weft.main(AllTpchQueries.class, args);
    }
}
