package io.weft.appmaster.local;

import static io.weft.api.Columns.col;
import static io.weft.api.Columns.count;
import static io.weft.api.Columns.field;
import static io.weft.api.Columns.max;
import static io.weft.api.Columns.schema;

import io.weft.api.Dataset;
import io.weft.api.JobContext;
import io.weft.api.Parquet;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * A dataset made of random steps, and a query for the same rows. It has the columns k, an int, s, a string, and v, a decimal(9,2), each with
 * nulls.
 */
record RandomPlan(Dataset rows, String query) {
    private static final int MOST_BINARY = 4;

    /**
     * A plan over tables.
     *
     * @param tables their files by their names in queries
     * @param depth steps on top of each other, at most
     */
    static RandomPlan of(JobContext job, Map<String, String> tables, Random random, int depth) {
        if (depth == 0) {
            List<String> names = tables.keySet().stream().sorted().toList();
            String name = names.get(random.nextInt(names.size()));
            String file = Objects.requireNonNull(tables.get(name));
            return new RandomPlan(job.read(Parquet.at(file)), "select k, s, v from " + name);
        }
        RandomPlan input = of(job, tables, random, depth - 1);
        if (random.nextInt(10) < MOST_BINARY) {
            RandomPlan other = random.nextInt(5) == 0 ? input : of(job, tables, random, random.nextInt(depth));
            return combined(input, other, random);
        }
        return random.nextBoolean() ? input.columns(random) : input.rows(random);
    }

    private static RandomPlan combined(RandomPlan left, RandomPlan right, Random random) {
        Dataset rows = left.rows;
        return switch (random.nextInt(6)) {
            case 0 -> both(rows.union(right.rows), "union all", left, right);
            case 1 -> both(rows.unionByName(right.rows.select("v", "k", "s")), "union all", left, right);
            case 2 -> both(rows.intersect(right.rows), "intersect", left, right);
            case 3 -> both(rows.except(right.rows), "except", left, right);
            case 4 -> both(rows.intersectAll(right.rows), "intersect all", left, right);
            default -> both(rows.exceptAll(right.rows), "except all", left, right);
        };
    }

    private static RandomPlan both(Dataset rows, String operation, RandomPlan left, RandomPlan right) {
        return new RandomPlan(rows, "(%s) %s (%s)".formatted(left.query, operation, right.query));
    }

    private RandomPlan next(Dataset next, String format) {
        return new RandomPlan(next, format.formatted("(" + query + ")"));
    }

    private RandomPlan columns(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> next(rows.withColumn("k", col("k").mod(3)), "select k %% 3 as k, s, v from %s");
            case 1 ->
                next(
                        rows.withColumn("more", col("k").plus(1))
                                .drop("k")
                                .rename("more", "k")
                                .select("k", "s", "v"),
                        "select k + 1 as k, s, v from %s");
            case 2 ->
                next(
                        rows.withColumn("v", col("v").negate())
                                .rename("s", "text")
                                .rename("text", "s"),
                        "select k, s, -v as v from %s");
            case 3 ->
                next(
                        rows.map(rowsSchema(), row -> Arrays.asList(row.value("k"), row.value("s"), row.value("v"))),
                        "select k, s, v from %s");
            default ->
                next(
                        rows.select(col("k"), col("k").cast(Type.STRING).as("s"), col("v")),
                        "select k, cast(k as varchar) as s, v from %s");
        };
    }

    private RandomPlan rows(Random random) {
        int bound = random.nextInt(8) - 2;
        return switch (random.nextInt(7)) {
            case 0 -> next(rows.where(col("k").greaterThan(bound)), "select k, s, v from %s where k > " + bound);
            case 1 ->
                next(
                        rows.where(col("s").isNull().or(col("s").lessThan("c"))),
                        "select k, s, v from %s where s is null or s < 'c'");
            case 2 ->
                next(
                        rows.filter(row -> !row.isNull("k") && row.integer("k") <= bound),
                        "select k, s, v from %s where k <= " + bound);
            case 3 -> next(rows.distinct(), "select distinct k, s, v from %s");
            case 4 ->
                next(
                        rows.groupBy("k", "s").aggregate(max("v").as("v")),
                        "select k, s, max(v) as v from %s group by k, s");
            case 5 ->
                next(
                        rows.groupBy(col("s"), col("v"))
                                .aggregate(count("k").as("n"))
                                .select(col("n").cast(Type.INT).as("k"), col("s"), col("v")),
                        "select cast(count(k) as integer) as k, s, v from %s group by s, v");
            default -> next(rows.sample(1, bound), "select k, s, v from %s");
        };
    }

    private static Schema rowsSchema() {
        return schema(field("k", Type.INT), field("s", Type.STRING), field("v", Type.decimal(9, 2)));
    }
}
