package io.weft.appmaster.local;

import static io.weft.api.Aggregates.boolOr;
import static io.weft.api.Aggregates.maxBy;
import static io.weft.api.Aggregates.stddevPop;
import static io.weft.api.Aggregates.varSamp;
import static io.weft.api.Columns.asc;
import static io.weft.api.Columns.ascNullsLast;
import static io.weft.api.Columns.avg;
import static io.weft.api.Columns.col;
import static io.weft.api.Columns.count;
import static io.weft.api.Columns.desc;
import static io.weft.api.Columns.descNullsFirst;
import static io.weft.api.Columns.max;
import static io.weft.api.Columns.min;
import static io.weft.api.Columns.sum;
import static io.weft.api.WindowFunctions.cumeDist;
import static io.weft.api.WindowFunctions.denseRank;
import static io.weft.api.WindowFunctions.firstValue;
import static io.weft.api.WindowFunctions.lag;
import static io.weft.api.WindowFunctions.lastValue;
import static io.weft.api.WindowFunctions.lead;
import static io.weft.api.WindowFunctions.nthValue;
import static io.weft.api.WindowFunctions.ntile;
import static io.weft.api.WindowFunctions.percentRank;
import static io.weft.api.WindowFunctions.rank;
import static io.weft.api.WindowFunctions.rowNumber;

import io.weft.api.Column;
import io.weft.api.Ordering;
import io.weft.api.Window;
import io.weft.api.WindowSpec;
import io.weft.type.Type;
import java.util.List;
import java.util.Random;

/**
 * A random function over a random window, and the same in SQL, over a table with the columns id, a bigint that is unique, k and o, ints, s, a string, v, a
 * decimal(9,2), d, a double, dt, a date, and b, a boolean, each but id with nulls.
 */
record RandomWindow(Column column, String sql) {
    /** A function before its window. */
    private record Pair(Column column, String sql) {}

    /** An order of a column. */
    private record Order(Ordering ordering, String sql) {}

    private record Spec(WindowSpec window, String sql) {}

    static RandomWindow of(Random random) {
        boolean byValue = random.nextInt(3) == 0;
        Spec partition = partition(random);
        if (random.nextInt(6) == 0) {
            Pair pair = pick(random, aggregates());
            return joined(pair, partition);
        }
        Order order = byValue && random.nextBoolean() ? date(random) : order(random);
        if (byValue) {
            Spec ordered = new Spec(partition.window.orderBy(order.ordering), partition.sql + " order by " + order.sql);
            boolean days = order.sql.startsWith("dt");
            return joined(pick(random, aggregates()), range(random, ordered, days));
        }
        Spec ordered = new Spec(
                partition.window.orderBy(order.ordering, asc("id")), partition.sql + " order by " + order.sql + ", id");
        if (random.nextInt(3) == 0) {
            return joined(pick(random, places(random)), ordered);
        }
        List<Pair> framed = random.nextBoolean() ? aggregates() : values(random);
        return joined(pick(random, framed), random.nextInt(4) == 0 ? ordered : rows(random, ordered));
    }

    private static RandomWindow joined(Pair pair, Spec spec) {
        return new RandomWindow(pair.column.over(spec.window), pair.sql + " over (" + spec.sql + ")");
    }

    private static <T> T pick(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static Spec partition(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new Spec(Window.allRows(), "");
            case 1 -> new Spec(Window.partitionBy("k", "s"), "partition by k, s");
            case 2 -> new Spec(Window.partitionBy(col("k").mod(3)), "partition by k % 3");
            default -> new Spec(Window.partitionBy("k"), "partition by k");
        };
    }

    private static Order order(Random random) {
        String column = pick(random, List.of("o", "o", "d", "v"));
        return switch (random.nextInt(4)) {
            case 0 -> new Order(asc(column), column + " asc nulls first");
            case 1 -> new Order(ascNullsLast(column), column + " asc nulls last");
            case 2 -> new Order(desc(column), column + " desc nulls last");
            default -> new Order(descNullsFirst(column), column + " desc nulls first");
        };
    }

    private static Order date(Random random) {
        return random.nextBoolean()
                ? new Order(asc("dt"), "dt asc nulls first")
                : new Order(desc("dt"), "dt desc nulls last");
    }

    private static Spec rows(Random random, Spec spec) {
        long[] bounds = bounds(random, random.nextBoolean() ? 4 : 1000);
        return new Spec(
                spec.window.rowsBetween(bounds[0], bounds[1]),
                "%s rows between %s and %s".formatted(spec.sql, bound(bounds[0], false), bound(bounds[1], false)));
    }

    private static Spec range(Random random, Spec spec, boolean days) {
        long[] bounds = bounds(random, random.nextBoolean() ? 4 : 60);
        return new Spec(
                spec.window.rangeBetween(bounds[0], bounds[1]),
                "%s range between %s and %s".formatted(spec.sql, bound(bounds[0], days), bound(bounds[1], days)));
    }

    private static long[] bounds(Random random, int far) {
        long one = (long) random.nextInt(2 * far) - far;
        long two = random.nextInt(4) == 0 ? 0 : (long) random.nextInt(2 * far) - far;
        long start = random.nextInt(4) == 0 ? Window.unboundedPreceding() : Math.min(one, two);
        long end = random.nextInt(4) == 0 ? Window.unboundedFollowing() : Math.max(one, two);
        return new long[] {start, end};
    }

    private static String bound(long bound, boolean days) {
        if (bound == Window.unboundedPreceding()) {
            return "unbounded preceding";
        }
        if (bound == Window.unboundedFollowing()) {
            return "unbounded following";
        }
        if (bound == 0) {
            return "current row";
        }
        String distance = days ? "interval '%d days'".formatted(Math.abs(bound)) : Long.toString(Math.abs(bound));
        return distance + (bound < 0 ? " preceding" : " following");
    }

    private static List<Pair> places(Random random) {
        int far = random.nextInt(random.nextBoolean() ? 3 : 700);
        int parts = 1 + random.nextInt(9);
        return List.of(
                new Pair(rowNumber(), "row_number()"),
                new Pair(rank(), "rank()"),
                new Pair(denseRank(), "dense_rank()"),
                new Pair(percentRank(), "percent_rank()"),
                new Pair(cumeDist(), "cume_dist()"),
                new Pair(ntile(parts), "ntile(" + parts + ")"),
                new Pair(lag("s", far), "lag(s, " + far + ")"),
                new Pair(
                        lag(col("v"), far, col("id").cast(Type.decimal(9, 2))),
                        "lag(v, " + far + ", cast(id as decimal(9, 2)))"),
                new Pair(lead(col("o").plus(1), far), "lead(o + 1, " + far + ")"),
                new Pair(lead(col("s"), far, "none"), "lead(s, " + far + ", 'none')"));
    }

    private static List<Pair> values(Random random) {
        int number = 1 + random.nextInt(6);
        return List.of(
                new Pair(firstValue("s"), "first_value(s)"),
                new Pair(lastValue(col("o").plus(1)), "last_value(o + 1)"),
                new Pair(nthValue("v", number), "nth_value(v, " + number + ")"),
                new Pair(firstValue("v").ignoreNulls(), "first_value(v ignore nulls)"),
                new Pair(lastValue("s").ignoreNulls(), "last_value(s ignore nulls)"));
    }

    private static List<Pair> aggregates() {
        return List.of(
                new Pair(count(), "count(*)"),
                new Pair(count("s"), "count(s)"),
                new Pair(sum("o"), "sum(o)"),
                new Pair(sum("v"), "sum(v)"),
                new Pair(sum("d"), "sum(d)"),
                new Pair(sum("o").filter(col("b")), "sum(o) filter (where b)"),
                new Pair(avg("o"), "avg(o)"),
                new Pair(avg("d"), "avg(d)"),
                new Pair(min("v"), "min(v)"),
                new Pair(max("s"), "max(s)"),
                new Pair(min("d").filter(col("b").not()), "min(d) filter (where not b)"),
                new Pair(max(col("o").plus(1)), "max(o + 1)"),
                new Pair(boolOr("b"), "bool_or(b)"),
                new Pair(varSamp("d"), "var_samp(d)"),
                new Pair(stddevPop("o"), "stddev_pop(o)"),
                new Pair(maxBy("s", "id"), "arg_max_null(s, id)"));
    }
}
