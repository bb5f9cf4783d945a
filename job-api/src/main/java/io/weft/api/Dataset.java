package io.weft.api;

import io.weft.plan.Explode;
import io.weft.plan.JoinKind;
import io.weft.plan.JoinStep;
import io.weft.plan.NodeId;
import io.weft.plan.Step;
import io.weft.type.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A lazy description of rows. Building one reads nothing and checks no name; the job is planned when all of it is known. A
 * dataset is immutable, and may be used more than once.
 */
public final class Dataset {
    private static final int MOST_CUBE_KEYS = 10;

    private final JobContext job;
    private final NodeId node;

    Dataset(JobContext job, NodeId node) {
        this.job = job;
        this.node = node;
    }

    /** The rows for which the condition is true. */
    public Dataset where(Column condition) {
        return next(new Step.Where(node, condition.term()));
    }

    /** The rows for which a user's function is true. A condition on columns, {@link #where}, is faster, and can be pushed down. */
    public Dataset filter(FilterFunction function) {
        return next(new Step.FilterRows(node, job.addFunction(function)));
    }

    /** The named columns of every row. */
    public Dataset select(String... columns) {
        return select(Arrays.stream(columns).map(Columns::col).toArray(Column[]::new));
    }

    /** Computed columns of every row. */
    public Dataset select(Column... columns) {
        return next(new Step.Select(
                node,
                Arrays.stream(columns)
                        .map(column -> job.numbered(column.term()))
                        .toList()));
    }

    /** Every row with a computed column more; it takes the place of a column that has its name already. */
    public Dataset withColumn(String name, Column column) {
        return next(new Step.WithColumn(node, name, job.numbered(column.term())));
    }

    /** Every row with one of its columns under another name. */
    public Dataset rename(String column, String name) {
        return next(new Step.Rename(node, column, name));
    }

    /** Every row without these columns. */
    public Dataset drop(String... columns) {
        return next(new Step.Drop(node, List.of(columns)));
    }

    /** The row that a user's function gives for every row. */
    public Dataset map(Schema schema, MapFunction function) {
        FlatMapFunction emitting = (row, out) -> out.emit(function.apply(row).toArray());
        return next(new Step.FlatMap(node, "map", job.addFunction(emitting), schema));
    }

    /** The rows that a user's function gives for every row. */
    public Dataset flatMap(Schema schema, FlatMapFunction function) {
        return next(new Step.FlatMap(node, "flatMap", job.addFunction(function), schema));
    }

    /** A row for each element of a list, in order; rows whose list is null or empty are left out. */
    public Dataset explode(Column list, String element) {
        return explode(list, Set.of(), element);
    }

    /** A row for each entry of a map, in order; rows whose map is null or empty are left out. */
    public Dataset explode(Column map, String key, String value) {
        return explode(map, Set.of(), key, value);
    }

    /** A row for each element of a list, in order; one with a null where the list is null or empty. */
    public Dataset explodeOuter(Column list, String element) {
        return explode(list, Set.of(Explode.Option.OUTER), element);
    }

    /** A row for each entry of a map, in order; one with nulls where the map is null or empty. */
    public Dataset explodeOuter(Column map, String key, String value) {
        return explode(map, Set.of(Explode.Option.OUTER), key, value);
    }

    /** As {@link #explode(Column, String)}, with the element's position, an int from 0. */
    public Dataset posexplode(Column list, String position, String element) {
        return explode(list, Set.of(Explode.Option.POSITION), position, element);
    }

    /** As {@link #explode(Column, String, String)}, with the entry's position, an int from 0. */
    public Dataset posexplode(Column map, String position, String key, String value) {
        return explode(map, Set.of(Explode.Option.POSITION), position, key, value);
    }

    /** As {@link #explodeOuter(Column, String)}, with the element's position, an int from 0. */
    public Dataset posexplodeOuter(Column list, String position, String element) {
        return explode(list, Set.of(Explode.Option.POSITION, Explode.Option.OUTER), position, element);
    }

    /** As {@link #explodeOuter(Column, String, String)}, with the entry's position, an int from 0. */
    public Dataset posexplodeOuter(Column map, String position, String key, String value) {
        return explode(map, Set.of(Explode.Option.POSITION, Explode.Option.OUTER), position, key, value);
    }

    private Dataset explode(Column collection, Set<Explode.Option> options, String... names) {
        return next(new Step.Explode(node, collection.term(), List.of(names), options));
    }

    /** The rows divided into groups with equal values in these columns. */
    public Grouped groupBy(String... columns) {
        return groupBy(Arrays.stream(columns).map(Columns::col).toArray(Column[]::new));
    }

    /** The rows divided into groups with equal values of these computations. */
    public Grouped groupBy(Column... columns) {
        return new Grouped(List.of(columns));
    }

    /** The rows grouped by these columns, by all but the last of them, and so on, and all rows as one group: totals of totals. */
    public GroupedBySets rollup(String... columns) {
        List<List<Integer>> sets = new ArrayList<>();
        for (int length = columns.length; length >= 0; length--) {
            sets.add(IntStream.range(0, length).boxed().toList());
        }
        return new GroupedBySets(List.of(columns), sets);
    }

    /** The rows grouped by each selection of these columns, at most ten; the empty one is all rows as one group. */
    public GroupedBySets cube(String... columns) {
        if (columns.length > MOST_CUBE_KEYS) {
            throw new IllegalArgumentException(
                    "A cube of %d columns; it has at most %d".formatted(columns.length, MOST_CUBE_KEYS));
        }
        List<List<Integer>> sets = new ArrayList<>();
        for (int left = 0; left < 1 << columns.length; left++) {
            int missing = left;
            sets.add(IntStream.range(0, columns.length)
                    .filter(key -> (missing >> (columns.length - 1 - key) & 1) == 0)
                    .boxed()
                    .toList());
        }
        return new GroupedBySets(List.of(columns), sets);
    }

    /** The rows grouped several times, by each of these lists of columns; an empty list is all rows as one group. */
    public GroupedBySets groupingSets(List<List<String>> sets) {
        List<String> keys = sets.stream().flatMap(List::stream).distinct().toList();
        return new GroupedBySets(
                keys,
                sets.stream()
                        .map(set -> set.stream().distinct().map(keys::indexOf).toList())
                        .toList());
    }

    /** One row of aggregates over all rows. */
    public Dataset aggregate(Column... aggregates) {
        return groupBy(new Column[0]).aggregate(aggregates);
    }

    /** The rows in the order of these columns, each ascending with nulls first. */
    public Dataset orderBy(String... columns) {
        return orderBy(Arrays.stream(columns).map(Columns::asc).toArray(Ordering[]::new));
    }

    /**
     * The rows in order, the most important ordering first. Rows that it does not tell apart come in any order. What is read of
     * the result is in order: files by their names, collected and shown rows as they come.
     */
    public Dataset orderBy(Ordering... orderings) {
        return next(new Step.OrderBy(
                node, Arrays.stream(orderings).map(Ordering::key).toList()));
    }

    /** At most {@code count} of the rows: directly after {@link #orderBy(Ordering...)} the first, else any. */
    public Dataset limit(long count) {
        if (count < 0) {
            throw new IllegalArgumentException("A limit is at least 0, not " + count);
        }
        return next(new Step.Limit(node, count));
    }

    /**
     * About this part of the rows, always the same ones: whether a row is kept follows from the seed and the row's place in its
     * file, or, where rows have been regrouped before, from its values.
     *
     * @param fraction from 0 to 1
     */
    public Dataset sample(double fraction, long seed) {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException("A sample is a fraction from 0 to 1 of the rows, not " + fraction);
        }
        return next(new Step.Sample(node, fraction, seed));
    }

    /**
     * The same rows, with {@code name} and a point before each column's name, as {@code col("n1.n_name")}. Where no other column ends
     * so, {@code col("n_name")} still finds it. For joins whose sides have columns of the same names.
     */
    public Dataset as(String name) {
        return next(new Step.Alias(node, name));
    }

    /** As {@link #join(Dataset, Column, JoinType)}, of the type {@link JoinType#INNER}. */
    public Dataset join(Dataset right, Column on) {
        return join(right, on, JoinType.INNER);
    }

    /**
     * The rows of both datasets for which the condition is true, side by side; the type says what becomes of rows that match none. The sides may
     * not have columns of the same name where the result has both: {@link #as} makes them differ. Where it has not, {@code col("left.k")}
     * and {@code col("right.k")} tell them apart within the condition.
     */
    public Dataset join(Dataset right, Column on, JoinType type) {
        return next(new JoinStep(node, nodeOf(right), type.kind(), new JoinStep.On(on.term())));
    }

    /** As {@link #join(Dataset, Using, JoinType)}, of the type {@link JoinType#INNER}. */
    public Dataset join(Dataset right, Using using) {
        return join(right, using, JoinType.INNER);
    }

    /**
     * The rows of both datasets that are equal in columns which both have. These come once, where the left side's are: those of the
     * side whose rows are all kept; of a {@link JoinType#FULL} join, those of the side that has a row.
     */
    public Dataset join(Dataset right, Using using, JoinType type) {
        return next(new JoinStep(node, nodeOf(right), type.kind(), using.rule()));
    }

    /** Each row of this dataset beside each of the other. */
    public Dataset crossJoin(Dataset right) {
        return next(new JoinStep(node, nodeOf(right), JoinKind.INNER, new JoinStep.Every()));
    }

    /** The rows whose value is among those of the other dataset, which has one column: {@code value IN (SELECT ...)}. */
    public Dataset whereIn(Column value, Dataset values) {
        return next(new JoinStep(node, nodeOf(values), JoinKind.SEMI, new JoinStep.Member(value.term())));
    }

    /**
     * The rows whose value is not among those of the other dataset, which has one column: {@code value NOT IN (SELECT ...)}. As SQL has it: no
     * row where one of the values is null, and no row with a null, unless there are no values at all. {@link JoinType#ANTI} is {@code NOT
     * EXISTS}, which has no such rule and is faster.
     */
    public Dataset whereNotIn(Column value, Dataset values) {
        return next(new JoinStep(node, nodeOf(values), JoinKind.NULL_AWARE_ANTI, new JoinStep.Member(value.term())));
    }

    /** Each row once. Nulls are equal here. */
    public Dataset distinct() {
        return next(new Step.Distinct(node));
    }

    /** The rows that the other dataset has too, each once; columns go together by position. Nulls are equal here. */
    public Dataset intersect(Dataset other) {
        return next(new Step.SetOperation(Step.SetOperation.Kind.INTERSECT, node, nodeOf(other)));
    }

    /** The rows that the other dataset has not, each once; columns go together by position. Nulls are equal here. */
    public Dataset except(Dataset other) {
        return next(new Step.SetOperation(Step.SetOperation.Kind.EXCEPT, node, nodeOf(other)));
    }

    /** The rows that the other dataset has too, as often as both have them; columns go together by position. Nulls are equal here. */
    public Dataset intersectAll(Dataset other) {
        return next(new Step.SetOperation(Step.SetOperation.Kind.INTERSECT_ALL, node, nodeOf(other)));
    }

    /**
     * The rows of this dataset as often as it has them more often than the other; columns go together by position. Nulls are
     * equal here.
     */
    public Dataset exceptAll(Dataset other) {
        return next(new Step.SetOperation(Step.SetOperation.Kind.EXCEPT_ALL, node, nodeOf(other)));
    }

    /**
     * The rows of this dataset and of the others, with duplicates. The others have as many columns, of the same types; the names
     * are those of this one.
     */
    public Dataset union(Dataset... others) {
        return union(Step.Union.Matching.BY_POSITION, others);
    }

    /** The rows of this dataset and of the others, with duplicates. The others have the same columns, in any order. */
    public Dataset unionByName(Dataset... others) {
        return union(Step.Union.Matching.BY_NAME, others);
    }

    private Dataset union(Step.Union.Matching matching, Dataset... others) {
        if (others.length == 0) {
            return this;
        }
        List<NodeId> inputs = new ArrayList<>();
        inputs.add(node);
        for (Dataset other : others) {
            inputs.add(nodeOf(other));
        }
        return next(new Step.Union(inputs, matching));
    }

    private NodeId nodeOf(Dataset other) {
        if (other.job != job) {
            throw new IllegalArgumentException("The other dataset belongs to another job");
        }
        return other.node;
    }

    /** Writes the rows. The output comes to be when the whole job has succeeded, and must not exist before. */
    public void write(Sink sink) {
        job.add(new Step.Write(node, sink.output()));
    }

    /** Writes records that a function makes of the rows, by a Hadoop OutputFormat and when its own committer says so. */
    public void write(HadoopOutput.Records records) {
        job.add(new Step.Write(node, records.output(job.addFunction(records.function()))));
    }

    /**
     * Brings the rows to the client when the job has succeeded. They must fit into {@code weft.result.max-mb}.
     *
     * @param consumer called on the client, once for each row; it may keep the row
     */
    public void collect(Consumer<? super Row> consumer) {
        job.add(new Step.Collect(node, job.addConsumer(consumer)));
    }

    /** Prints the rows on the client's standard output, a line each, {@code |} between the columns. */
    public void show() {
        collect(job.rowPrinter());
    }

    /** Asks the client to print the plan of the job on standard error before it runs. */
    public Dataset explain() {
        job.requestExplanation();
        return this;
    }

    private Dataset next(Step step) {
        return new Dataset(job, job.add(step));
    }

    /** Rows grouped several times, waiting for aggregates. */
    public final class GroupedBySets {
        private final List<String> keys;
        private final List<List<Integer>> sets;

        private GroupedBySets(List<String> keys, List<List<Integer>> sets) {
            if (sets.isEmpty()) {
                throw new IllegalArgumentException("No set of keys to group by");
            }
            this.keys = keys;
            this.sets = sets;
        }

        /**
         * One row for each group of each set: all keys, null where a key is not in the set, then the aggregates. {@link
         * Columns#grouping} tells such a null from one that the data has.
         */
        public Dataset aggregate(Column... aggregates) {
            return next(new Step.GroupSets(
                    node,
                    keys.stream().map(key -> Columns.col(key).term()).toList(),
                    sets,
                    Arrays.stream(aggregates).map(Column::term).toList()));
        }
    }

    /** Rows in groups, waiting for aggregates or a function. */
    public final class Grouped {
        private final List<Column> keys;

        private Grouped(List<Column> keys) {
            this.keys = keys;
        }

        /** One row for each group: its keys, then the aggregates. */
        public Dataset aggregate(Column... aggregates) {
            return next(new Step.Group(
                    node,
                    keys.stream().map(Column::term).toList(),
                    Arrays.stream(aggregates)
                            .map(aggregate -> job.numbered(aggregate.term()))
                            .toList()));
        }

        /**
         * The rows that a user's function gives for each group. It sees all rows of a group, in any order, one after another: a
         * group may be larger than memory.
         */
        public Dataset reduceGroups(Schema schema, ReduceFunction function) {
            return new SortedGroups(keys, List.of()).reduceGroups(schema, function);
        }

        /** The rows of each group in the order of these columns, ascending, nulls first. */
        public SortedGroups sortedBy(String... columns) {
            return sortedBy(Arrays.stream(columns).map(Columns::asc).toArray(Ordering[]::new));
        }

        /** The rows of each group in the order of these computations, ascending, nulls first. */
        public SortedGroups sortedBy(Column... columns) {
            return sortedBy(Arrays.stream(columns).map(Columns::asc).toArray(Ordering[]::new));
        }

        /** The rows of each group in order, the most important ordering first. */
        public SortedGroups sortedBy(Ordering... orderings) {
            return new SortedGroups(
                    keys, Arrays.stream(orderings).map(Ordering::key).toList());
        }
    }

    /** Rows in groups, in order within each, waiting for a function. */
    public final class SortedGroups {
        private final List<Column> keys;
        private final List<Step.OrderBy.Key> order;

        private SortedGroups(List<Column> keys, List<Step.OrderBy.Key> order) {
            this.keys = keys;
            this.order = order;
        }

        /**
         * The rows that a user's function gives for each group. It sees all rows of a group in their order, one after another: a
         * group may be larger than memory.
         */
        public Dataset reduceGroups(Schema schema, ReduceFunction function) {
            return next(new Step.ReduceGroups(
                    node, keys.stream().map(Column::term).toList(), order, job.addFunction(function), schema));
        }
    }
}
