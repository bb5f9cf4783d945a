package io.weft.runner.task;

import io.weft.protocol.FunctionTable;
import io.weft.protocol.Payload;
import io.weft.protocol.Reply;
import io.weft.protocol.Request;
import io.weft.runner.pipeline.UserFunctions;
import io.weft.stage.JobId;
import io.weft.stage.StageId;
import java.util.HashMap;
import java.util.Map;

/** What the AppMaster has said about stages and functions, asked for once. Safe for several threads. */
final class StageCatalog {
    private final MasterClient master;
    private final ClassLoader jobClasses;
    private final Map<StageId, Reply.StageOf> stages = new HashMap<>();
    private final Map<JobId, Payload> functions = new HashMap<>();

    StageCatalog(MasterClient master, ClassLoader jobClasses) {
        this.master = master;
        this.jobClasses = jobClasses;
    }

    synchronized Reply.StageOf stage(StageId id) throws InterruptedException {
        Reply.StageOf known = stages.get(id);
        if (known == null) {
            known = master.ask(new Request.StageQuery(id), Reply.StageOf.class);
            stages.put(id, known);
        }
        return known;
    }

    /** The job's functions, instances for one attempt alone. */
    synchronized UserFunctions functions(JobId job) throws InterruptedException {
        Payload table = functions.get(job);
        if (table == null) {
            table = master.ask(new Request.FunctionsQuery(job), Reply.Functions.class)
                    .table();
            functions.put(job, table);
        }
        return new UserFunctions(FunctionTable.read(table, jobClasses));
    }
}
