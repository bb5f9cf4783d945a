package io.weft.appmaster.commit;

import io.weft.plan.Output;
import io.weft.runner.format.HadoopWriting;
import io.weft.stage.JobId;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/** An output that an OutputFormat's own committer makes. What that has committed stays. */
final class HadoopCommit {
    private final Configuration hadoop;
    private final Output output;
    private final String application;
    private final JobId job;
    private @Nullable HadoopWriting open;
    private boolean isPrepared;
    private boolean isCommitted;

    HadoopCommit(Configuration hadoop, Output output, String application, JobId job) {
        this.hadoop = hadoop;
        this.output = output;
        this.application = application;
        this.job = job;
    }

    private HadoopWriting writing() {
        HadoopWriting writing = open;
        if (writing == null) {
            writing = HadoopWriting.of(output, hadoop, application, job);
            open = writing;
        }
        return writing;
    }

    void prepare() {
        writing().setUp();
        isPrepared = true;
    }

    void commit() {
        writing().commit();
        isCommitted = true;
    }

    /** Removes what was written and not committed. What this process has not prepared may be another job's. */
    void clear() throws IOException {
        if (isPrepared && !isCommitted) {
            writing().abort();
        }
    }
}
