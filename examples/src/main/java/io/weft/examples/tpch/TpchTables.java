package io.weft.examples.tpch;

import io.weft.api.Dataset;
import io.weft.api.JobContext;
import io.weft.api.Parquet;

/** The tables of TPC-H in a directory: each a directory of its name, or a file {@code NAME.parquet}. */
final class TpchTables {
    private final JobContext job;
    private final String directory;

    TpchTables(JobContext job, String directory) {
        this.job = job;
        this.directory = directory;
    }

    Dataset table(String name) {
        return job.read(Parquet.at(directory + "/" + name + "{,.parquet}"));
    }

    /** Each row of one table beside each of the others, as SQL's {@code FROM a, b, c}; what joins them is said in {@code where}. */
    Dataset from(String first, String... others) {
        Dataset rows = table(first);
        for (String other : others) {
            rows = rows.crossJoin(table(other));
        }
        return rows;
    }
}
