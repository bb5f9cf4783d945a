package io.weft.plan;

import io.weft.expr.SortOrder;
import io.weft.expr.Term;
import io.weft.type.Schema;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One step of a job as its author wrote it: names are not looked up. */
public sealed interface Step permits JoinStep, Step.Read, Step.SetOperation, Step.Unary, Step.Union {
    /** The steps whose rows this one takes. */
    List<NodeId> inputs();

    <R> R accept(Visitor<R> visitor);

    /** One case for each kind of step. */
    interface Visitor<R> {
        R read(Read read);

        R where(Where where);

        R filterRows(FilterRows filter);

        R select(Select select);

        R withColumn(WithColumn with);

        R rename(Rename rename);

        R drop(Drop drop);

        R flatMap(FlatMap flatMap);

        R group(Group group);

        R groupSets(GroupSets group);

        R explode(Explode explode);

        R reduceGroups(ReduceGroups reduce);

        R orderBy(OrderBy orderBy);

        R limit(Limit limit);

        R sample(Sample sample);

        R distinct(Distinct distinct);

        R union(Union union);

        R join(JoinStep join);

        R alias(Alias alias);

        R combine(SetOperation operation);

        R write(Write write);

        R collect(Collect collect);
    }

    /** A step over the rows of one other. */
    sealed interface Unary extends Step {
        NodeId input();

        @Override
        default List<NodeId> inputs() {
            return List.of(input());
        }
    }

    /** Reads an input. */
    record Read(Input input) implements Step {
        @Override
        public List<NodeId> inputs() {
            return List.of();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.read(this);
        }

        @Override
        public String toString() {
            return "read " + input;
        }
    }

    /** Keeps the rows for which the predicate is true. */
    record Where(NodeId input, Term predicate) implements Unary {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.where(this);
        }

        @Override
        public String toString() {
            return "where " + predicate;
        }
    }

    /** Keeps the rows that the user's function with this number wants. */
    record FilterRows(NodeId input, int function) implements Unary {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.filterRows(this);
        }

        @Override
        public String toString() {
            return "filter by function " + function;
        }
    }

    /** Computes columns. */
    record Select(NodeId input, List<Term> terms) implements Unary {
        public Select {
            terms = List.copyOf(terms);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.select(this);
        }

        @Override
        public String toString() {
            return "select " + list(terms);
        }
    }

    /** Adds a column, or puts it in the place of the one that has its name. */
    record WithColumn(NodeId input, String name, Term term) implements Unary {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.withColumn(this);
        }

        @Override
        public String toString() {
            return "with column " + term + " as " + name;
        }
    }

    /** Gives a column another name. */
    record Rename(NodeId input, String column, String name) implements Unary {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.rename(this);
        }

        @Override
        public String toString() {
            return "rename " + column + " to " + name;
        }
    }

    /** Puts a name and a point before the name of each column. */
    record Alias(NodeId input, String name) implements Unary {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.alias(this);
        }

        @Override
        public String toString() {
            return "as " + name;
        }
    }

    /** Leaves columns out. */
    record Drop(NodeId input, List<String> columns) implements Unary {
        public Drop {
            columns = List.copyOf(columns);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.drop(this);
        }

        @Override
        public String toString() {
            return "drop " + String.join(", ", columns);
        }
    }

    /**
     * Replaces each row by the rows that the user's function with this number emits.
     *
     * @param verb what the author calls it: {@code map} or {@code flatMap}
     */
    record FlatMap(NodeId input, String verb, int function, Schema schema) implements Unary {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.flatMap(this);
        }

        @Override
        public String toString() {
            return verb + " to " + schema;
        }
    }

    /** Aggregates the rows with equal keys; all rows where there are no keys. */
    record Group(NodeId input, List<Term> keys, List<Term> aggregates) implements Unary {
        public Group {
            keys = List.copyOf(keys);
            aggregates = List.copyOf(aggregates);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.group(this);
        }

        @Override
        public String toString() {
            return (keys.isEmpty() ? "" : "group by " + list(keys) + " ") + "aggregate " + list(aggregates);
        }
    }

    /**
     * Gives a row for each element of a list or map.
     *
     * @param names of the position, where it is asked for, and of the element, or of key and value
     */
    record Explode(NodeId input, Term collection, List<String> names, Set<io.weft.plan.Explode.Option> options)
            implements Unary {
        public Explode {
            names = List.copyOf(names);
            options = Collections.unmodifiableSet(new TreeSet<>(options));
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.explode(this);
        }

        @Override
        public String toString() {
            boolean outer = options.contains(io.weft.plan.Explode.Option.OUTER);
            return (outer ? "explode outer " : "explode ") + collection + " as " + String.join(", ", names);
        }
    }

    /** Hands the rows with equal keys, in order, to the user's function with this number. */
    record ReduceGroups(NodeId input, List<Term> keys, List<OrderBy.Key> order, int function, Schema schema)
            implements Unary {
        public ReduceGroups {
            keys = List.copyOf(keys);
            order = List.copyOf(order);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.reduceGroups(this);
        }

        @Override
        public String toString() {
            String sorted = order.isEmpty()
                    ? ""
                    : "sorted by " + order.stream().map(OrderBy.Key::toString).collect(Collectors.joining(", ")) + " ";
            return (keys.isEmpty() ? "" : "group by " + list(keys) + " ") + sorted + "reduce to " + schema;
        }
    }

    /**
     * Aggregates the rows by several sets of keys.
     *
     * @param sets the places of their keys among {@code keys}
     * @param aggregates may ask for {@link Term.Grouping}, too
     */
    record GroupSets(NodeId input, List<Term> keys, List<List<Integer>> sets, List<Term> aggregates) implements Unary {
        public GroupSets {
            keys = List.copyOf(keys);
            sets = sets.stream().map(List::copyOf).toList();
            aggregates = List.copyOf(aggregates);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.groupSets(this);
        }

        @Override
        public String toString() {
            String written = sets.stream()
                    .map(set -> "(" + list(set.stream().map(keys::get).toList()) + ")")
                    .collect(Collectors.joining(", "));
            return "group by sets " + written + " aggregate " + list(aggregates);
        }
    }

    /** Puts the rows in order; the first key is the most important. */
    record OrderBy(NodeId input, List<Key> keys) implements Unary {
        public OrderBy {
            keys = List.copyOf(keys);
            if (keys.isEmpty()) {
                throw new IllegalArgumentException("Cannot order rows by nothing: name a column");
            }
        }

        /** What rows are ordered by. */
        public record Key(Term term, SortOrder order) {
            @Override
            public String toString() {
                return term + " " + order;
            }
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.orderBy(this);
        }

        @Override
        public String toString() {
            return "order by " + keys.stream().map(Key::toString).collect(Collectors.joining(", "));
        }
    }

    /** Keeps some rows, at most so many. */
    record Limit(NodeId input, long count) implements Unary {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.limit(this);
        }

        @Override
        public String toString() {
            return "limit " + count;
        }
    }

    /** Keeps a part of the rows. */
    record Sample(NodeId input, double fraction, long seed) implements Unary {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.sample(this);
        }

        @Override
        public String toString() {
            return "sample " + fraction + ", seed " + seed;
        }
    }

    /** Keeps each row once. */
    record Distinct(NodeId input) implements Unary {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.distinct(this);
        }

        @Override
        public String toString() {
            return "distinct";
        }
    }

    /** Rows of one dataset, by whether another has them. */
    record SetOperation(Kind kind, NodeId left, NodeId right) implements Step {
        /** Which rows of the left side are kept. */
        public enum Kind {
            /** Those that the right side has too, each once. */
            INTERSECT,
            /** Those that the right side has not, each once. */
            EXCEPT,
            /** Those that the right side has too, as often as both have them. */
            INTERSECT_ALL,
            /** Those that the right side has not, as often as the left has them more often than the right. */
            EXCEPT_ALL
        }

        @Override
        public List<NodeId> inputs() {
            return List.of(left, right);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.combine(this);
        }

        @Override
        public String toString() {
            return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** All rows of several datasets. */
    record Union(List<NodeId> inputs, Matching matching) implements Step {
        public Union {
            inputs = List.copyOf(inputs);
        }

        /** Which columns go together. */
        public enum Matching {
            BY_POSITION,
            BY_NAME
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.union(this);
        }

        @Override
        public String toString() {
            return matching == Matching.BY_NAME ? "union by name" : "union";
        }
    }

    /** Writes the rows. */
    record Write(NodeId input, Output output) implements Unary {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.write(this);
        }

        @Override
        public String toString() {
            return "write " + output;
        }
    }

    /** Brings the rows to the client, for its consumer with this number. */
    record Collect(NodeId input, int consumer) implements Unary {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.collect(this);
        }

        @Override
        public String toString() {
            return "collect";
        }
    }

    private static String list(List<Term> terms) {
        return terms.stream().map(Term::toString).collect(Collectors.joining(", "));
    }
}
