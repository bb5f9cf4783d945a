package io.weft.plan;

import io.weft.api.Dataset;
import io.weft.api.JobContext;
import io.weft.api.Parquet;
import io.weft.expr.JobTime;
import io.weft.stage.Explanation;
import io.weft.stage.JobId;
import io.weft.stage.StageCutter;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.util.Map;
import java.util.function.BiConsumer;

/** Plans jobs over one table, {@code items}, without any file. */
public final class Planned {
    public static final Schema ITEMS = Schema.of(
            new Field("id", Type.BIGINT),
            new Field("name", Type.STRING),
            new Field("price", Type.decimal(15, 2)),
            new Field("discount", Type.decimal(15, 2)),
            new Field("count", Type.INT),
            new Field("weight", Type.DOUBLE),
            new Field("sold", Type.DATE),
            new Field("gift", Type.BOOLEAN));

    private Planned() {}

    /** The job's steps as they were written. */
    public static WrittenPlan written(BiConsumer<JobContext, Dataset> job) {
        return JobContext.define(context -> job.accept(context, context.read(Parquet.at("items"))), Map.of(), row -> {})
                .written();
    }

    public static Plan resolved(BiConsumer<JobContext, Dataset> job) {
        return new Resolver(input -> ITEMS).resolve(written(job));
    }

    public static Plan optimized(BiConsumer<JobContext, Dataset> job) {
        return Optimizer.optimize(resolved(job));
    }

    public static Plan optimized(BiConsumer<JobContext, Dataset> job, JobTime time) {
        return Optimizer.optimize(resolved(job), time, JoinSettings.NOTHING_KNOWN);
    }

    public static Explanation explained(BiConsumer<JobContext, Dataset> job) {
        return explained(job, optimized(job));
    }

    public static Explanation explained(BiConsumer<JobContext, Dataset> job, JobTime time) {
        return explained(job, optimized(job, time));
    }

    private static Explanation explained(BiConsumer<JobContext, Dataset> job, Plan plan) {
        return new Explanation(written(job), plan, StageCutter.cut(new JobId(0), plan, 32));
    }
}
