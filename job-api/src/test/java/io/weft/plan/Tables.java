package io.weft.plan;

import io.weft.api.Dataset;
import io.weft.api.JobContext;
import io.weft.api.Parquet;
import io.weft.expr.JobTime;
import io.weft.stage.JobId;
import io.weft.stage.StageCutter;
import io.weft.stage.StageGraph;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Plans jobs over several tables of known sizes, without any file. */
final class Tables {
    private final Map<String, Schema> schemas = new HashMap<>();
    private final Map<String, TableStatistics> statistics = new HashMap<>();

    /** A table whose first column is its key; the values of the others are those of a table with as many rows as the number after the colon says. */
    Tables with(String name, double rows, String... columns) {
        Map<String, ColumnStatistics> known = new HashMap<>();
        Field[] fields = new Field[columns.length];
        for (int column = 0; column < columns.length; column++) {
            int colon = columns[column].indexOf(':');
            String own = colon < 0 ? columns[column] : columns[column].substring(0, colon);
            double distinct = colon < 0 ? rows : Double.parseDouble(columns[column].substring(colon + 1));
            known.put(own, ColumnStatistics.of(rows, distinct, 8).between(1, distinct));
            fields[column] = new Field(own, Type.BIGINT);
        }
        schemas.put(name, Schema.of(fields));
        statistics.put(name, new TableStatistics(rows, known));
        return this;
    }

    /** The plan of a job that reads tables by their names and shows one dataset. */
    Plan planned(Function<Function<String, Dataset>, Dataset> job, double broadcastBytes) {
        WrittenPlan written = JobContext.define(
                        context -> job.apply(name -> context.read(Parquet.at(name)))
                                .show(),
                        Map.of(),
                        row -> {})
                .written();
        Plan resolved = new Resolver(input ->
                        Objects.requireNonNull(schemas.get(input.paths().get(0))))
                .resolve(written);
        JoinSettings settings = new JoinSettings(
                input -> Objects.requireNonNull(statistics.get(input.paths().get(0))), broadcastBytes);
        return Optimizer.optimize(resolved, new JobTime(Instant.EPOCH, ZoneOffset.UTC), settings);
    }

    StageGraph stages(Function<Function<String, Dataset>, Dataset> job, double broadcastBytes) {
        return StageCutter.cut(new JobId(0), planned(job, broadcastBytes), 32);
    }
}
