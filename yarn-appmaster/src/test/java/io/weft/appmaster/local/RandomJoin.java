package io.weft.appmaster.local;

import static io.weft.api.Columns.col;
import static io.weft.api.Columns.count;
import static io.weft.api.Columns.sum;

import io.weft.api.Column;
import io.weft.api.Dataset;
import io.weft.api.JobContext;
import io.weft.api.JoinType;
import io.weft.api.Parquet;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * Tables joined at random, and a query for the same rows. The columns are k, an int, s, a string, and v, a decimal(9,2), of each of {@code
 * aliases}, as {@code t1.k}.
 */
record RandomJoin(Dataset rows, String query, List<String> aliases) {
    private static final List<JoinType> TYPES = List.of(
            JoinType.INNER, JoinType.INNER, JoinType.LEFT, JoinType.RIGHT, JoinType.FULL, JoinType.SEMI, JoinType.ANTI);

    /** A condition, for the job and for the query. */
    private record Condition(Column column, String sql) {
        Condition and(Condition other) {
            return new Condition(column.and(other.column), "(%s and %s)".formatted(sql, other.sql));
        }

        Condition or(Condition other) {
            return new Condition(column.or(other.column), "(%s or %s)".formatted(sql, other.sql));
        }
    }

    /** Makes one; its parts share the source of random numbers. */
    private static final class Maker {
        private final JobContext job;
        private final Map<String, String> tables;
        private final Random random;
        private int tableCount;

        Maker(JobContext job, Map<String, String> tables, Random random) {
            this.job = job;
            this.tables = tables;
            this.random = random;
        }

        private RandomJoin table() {
            List<String> names = tables.keySet().stream().sorted().toList();
            String name = names.get(random.nextInt(names.size()));
            String alias = "t" + tableCount++;
            Dataset rows = job.read(Parquet.at(Objects.requireNonNull(tables.get(name))));
            String query = "select k as \"%1$s.k\", s as \"%1$s.s\", v as \"%1$s.v\" from %2$s".formatted(alias, name);
            if (random.nextInt(4) == 0) {
                rows = rows.distinct();
                query = query.replace("select", "select distinct");
            }
            return new RandomJoin(rows.as(alias), query, List.of(alias));
        }

        /** Of so many tables. */
        RandomJoin of(int count) {
            if (count == 1) {
                return table();
            }
            int left = 1 + random.nextInt(count - 1);
            RandomJoin joined = switch (random.nextInt(8)) {
                case 0, 1 -> listed(count);
                case 2 -> member(of(left), of(count - left));
                default -> joined(of(left), of(count - left));
            };
            return random.nextInt(3) == 0 ? filtered(joined) : joined;
        }

        /** As SQL's list of tables, with all that joins them said behind it. */
        private RandomJoin listed(int count) {
            RandomJoin all = table();
            Condition where = null;
            for (int table = 1; table < count; table++) {
                RandomJoin next = table();
                Condition equal = equality(all, next);
                where = where == null ? equal : equal.and(where);
                all = both(all, next, all.rows.crossJoin(next.rows), "select * from (%s) l, (%s) r");
            }
            Condition last = Objects.requireNonNull(where);
            if (random.nextInt(4) == 0) {
                last = last.and(comparison(all, all)).or(last.and(comparison(all, all)));
            }
            return where(all, last);
        }

        private RandomJoin member(RandomJoin left, RandomJoin right) {
            String column = random.nextBoolean() ? "k" : "s";
            String one = any(left) + "." + column;
            String other = any(right) + "." + column;
            boolean isIn = random.nextBoolean();
            Dataset values = right.rows.select(other);
            Dataset rows = isIn ? left.rows.whereIn(col(one), values) : left.rows.whereNotIn(col(one), values);
            String query = "select * from (%s) l where \"%s\" %s (select \"%s\" from (%s) r)"
                    .formatted(left.query, one, isIn ? "in" : "not in", other, right.query);
            return new RandomJoin(rows, query, left.aliases);
        }

        private RandomJoin joined(RandomJoin left, RandomJoin right) {
            JoinType type = TYPES.get(random.nextInt(TYPES.size()));
            Condition on = equality(left, right);
            while (random.nextInt(3) == 0) {
                Condition more = random.nextBoolean() ? comparison(left, right) : equality(left, right);
                on = random.nextInt(4) == 0 ? on.and(more).or(on.and(comparison(right, right))) : on.and(more);
            }
            Dataset rows = left.rows.join(right.rows, on.column, type);
            if (type == JoinType.SEMI || type == JoinType.ANTI) {
                String exists = type == JoinType.SEMI ? "exists" : "not exists";
                String query = "select * from (%s) l where %s (select 1 from (%s) r where %s)"
                        .formatted(left.query, exists, right.query, on.sql);
                return new RandomJoin(rows, query, left.aliases);
            }
            String join = type.name().toLowerCase(Locale.ROOT) + " join";
            return both(left, right, rows, "select * from (%s) l " + join + " (%s) r on " + on.sql.replace("%", "%%"));
        }

        private RandomJoin both(RandomJoin left, RandomJoin right, Dataset rows, String format) {
            List<String> aliases = new ArrayList<>(left.aliases);
            aliases.addAll(right.aliases);
            return new RandomJoin(rows, format.formatted(left.query, right.query), aliases);
        }

        private RandomJoin filtered(RandomJoin rows) {
            Condition condition = comparison(rows, rows);
            return where(rows, random.nextInt(3) == 0 ? condition.or(comparison(rows, rows)) : condition);
        }

        private RandomJoin where(RandomJoin rows, Condition condition) {
            return new RandomJoin(
                    rows.rows.where(condition.column),
                    "select * from (%s) f where %s".formatted(rows.query, condition.sql),
                    rows.aliases);
        }

        private String any(RandomJoin rows) {
            return rows.aliases.get(random.nextInt(rows.aliases.size()));
        }

        private Condition equality(RandomJoin left, RandomJoin right) {
            String one = any(left);
            String other = any(right);
            return switch (random.nextInt(8)) {
                case 0 -> condition(one + ".s", "=", other + ".s");
                case 1 -> condition(one + ".v", "=", other + ".v");
                case 2 ->
                    new Condition(
                            col(one + ".k")
                                    .cast(Type.BIGINT)
                                    .equalTo(col(other + ".k").cast(Type.BIGINT)),
                            "cast(\"%s.k\" as bigint) = cast(\"%s.k\" as bigint)".formatted(one, other));
                case 3 -> condition(one + ".v", "=", other + ".k");
                default -> condition(one + ".k", "=", other + ".k");
            };
        }

        private static Condition condition(String one, String operator, String other) {
            Column column = switch (operator) {
                case "=" -> col(one).equalTo(col(other));
                case "<" -> col(one).lessThan(col(other));
                default -> col(one).notEqual(col(other));
            };
            return new Condition(column, "\"%s\" %s \"%s\"".formatted(one, operator, other));
        }

        private Condition comparison(RandomJoin left, RandomJoin right) {
            String one = any(left);
            String other = any(right);
            int bound = random.nextInt(6) - 1;
            return switch (random.nextInt(8)) {
                case 0 -> condition(one + ".v", "<", other + ".v");
                case 1 -> condition(one + ".s", "<>", other + ".s");
                case 2 -> new Condition(col(one + ".k").isNull(), "\"%s.k\" is null".formatted(one));
                case 3 -> new Condition(col(other + ".s").isNotNull(), "\"%s.s\" is not null".formatted(other));
                case 4 -> new Condition(col(one + ".k").equalTo(bound), "\"%s.k\" = %d".formatted(one, bound));
                case 5 ->
                    new Condition(
                            col(other + ".s").isIn("a", "c", "e"), "\"%s.s\" in ('a', 'c', 'e')".formatted(other));
                case 6 ->
                    new Condition(
                            col(one + ".k").plus(col(other + ".k")).greaterThan(bound),
                            "\"%s.k\" + \"%s.k\" > %d".formatted(one, other, bound));
                default -> new Condition(col(other + ".k").greaterThan(bound), "\"%s.k\" > %d".formatted(other, bound));
            };
        }
    }

    /**
     * A join of tables.
     *
     * @param tables their files by their names in queries
     * @param count how many, one of them maybe several times
     */
    static RandomJoin of(JobContext job, Map<String, String> tables, Random random, int count) {
        RandomJoin joined = new Maker(job, tables, random).of(count);
        return random.nextBoolean() ? joined.grouped(random) : joined;
    }

    private RandomJoin grouped(Random random) {
        String key = aliases.get(random.nextInt(aliases.size())) + ".k";
        String summed = aliases.get(random.nextInt(aliases.size())) + ".v";
        return new RandomJoin(
                rows.groupBy(key).aggregate(count().as("n"), sum(summed).as("sum")),
                "select \"%1$s\", count(*), sum(\"%2$s\") from (%3$s) g group by \"%1$s\""
                        .formatted(key, summed, query),
                List.of());
    }
}
