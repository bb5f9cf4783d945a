package io.weft.plan;

import io.weft.expr.Aggregate;
import io.weft.expr.Expression;
import io.weft.expr.NamedExpression;
import io.weft.stage.StageId;
import io.weft.type.Schema;
import java.util.List;
import java.util.stream.Collectors;

/** One step of a plan, with names and types resolved. Expressions refer to the columns of the node's input. */
public sealed interface PlanNode
        permits Expand,
                Explode,
                Join,
                ReduceGroups,
                Repeat,
                RowFilter,
                Sample,
                Sort,
                Union,
                Window,
                PlanNode.Aggregation,
                PlanNode.Collect,
                PlanNode.Exchange,
                PlanNode.Filter,
                PlanNode.FlatMap,
                PlanNode.Limit,
                PlanNode.Project,
                PlanNode.Scan,
                PlanNode.ShuffleRead,
                PlanNode.Write {
    NodeId id();

    /** The nodes whose rows this one takes. */
    List<NodeId> inputs();

    /** The columns of the rows that it gives; those of its input for a node that only writes them. */
    Schema schema();

    /** The same node with another number and other inputs. */
    PlanNode with(NodeId id, List<NodeId> inputs);

    <R> R accept(Visitor<R> visitor);

    /** One case for each kind of node. */
    interface Visitor<R> {
        R scan(Scan scan);

        R filter(Filter filter);

        R rowFilter(RowFilter filter);

        R project(Project project);

        R flatMap(FlatMap flatMap);

        R expand(Expand expand);

        R aggregate(Aggregation aggregation);

        R sort(Sort sort);

        R limit(Limit limit);

        R explode(Explode explode);

        R reduceGroups(ReduceGroups reduce);

        R repeat(Repeat repeat);

        R sample(Sample sample);

        R union(Union union);

        R window(Window window);

        R join(Join join);

        R exchange(Exchange exchange);

        R shuffleRead(ShuffleRead read);

        R write(Write write);

        R collect(Collect collect);
    }

    /**
     * Reads an input.
     *
     * @param table all columns of the input
     * @param schema the columns that are read
     * @param filters conditions over {@code schema} that rows must meet to be of use; the scan may skip what cannot meet them
     *     and need not check each row
     */
    record Scan(NodeId id, Input input, Schema table, Schema schema, List<Expression> filters) implements PlanNode {
        public Scan {
            filters = List.copyOf(filters);
        }

        @Override
        public List<NodeId> inputs() {
            return List.of();
        }

        @Override
        public PlanNode with(NodeId newId, List<NodeId> inputs) {
            return new Scan(newId, input, table, schema, filters);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.scan(this);
        }

        @Override
        public String toString() {
            return "scan %s, columns %d of %d: %s%s"
                    .formatted(
                            input,
                            schema.size(),
                            table.size(),
                            schema.names(),
                            filters.isEmpty() ? "" : ", pushed down: " + filters);
        }
    }

    /** Keeps the rows for which the predicate is true. */
    record Filter(NodeId id, NodeId input, Schema schema, Expression predicate) implements PlanNode {
        @Override
        public List<NodeId> inputs() {
            return List.of(input);
        }

        @Override
        public PlanNode with(NodeId newId, List<NodeId> inputs) {
            return new Filter(newId, inputs.get(0), schema, predicate);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.filter(this);
        }

        @Override
        public String toString() {
            return "filter " + predicate;
        }
    }

    /** Computes columns. */
    record Project(NodeId id, NodeId input, List<NamedExpression> columns) implements PlanNode {
        public Project {
            columns = List.copyOf(columns);
        }

        @Override
        public List<NodeId> inputs() {
            return List.of(input);
        }

        @Override
        public Schema schema() {
            return new Schema(columns.stream().map(NamedExpression::field).toList());
        }

        @Override
        public PlanNode with(NodeId newId, List<NodeId> inputs) {
            return new Project(newId, inputs.get(0), columns);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.project(this);
        }

        @Override
        public String toString() {
            return "project " + columns;
        }
    }

    /**
     * Replaces each row by those that a user's function emits.
     *
     * @param verb what the author calls it
     * @param function its number in the job's table of functions
     */
    record FlatMap(NodeId id, NodeId input, String verb, int function, Schema schema) implements PlanNode {
        @Override
        public List<NodeId> inputs() {
            return List.of(input);
        }

        @Override
        public PlanNode with(NodeId newId, List<NodeId> inputs) {
            return new FlatMap(newId, inputs.get(0), verb, function, schema);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.flatMap(this);
        }

        @Override
        public String toString() {
            return verb + " function " + function + " to " + schema;
        }
    }

    /**
     * Aggregates the rows with equal keys. Without keys it gives one row, also where there are none to aggregate.
     *
     * @param schema the keys, then one column for each aggregate, or in the phases {@code PARTIAL} and {@code STATES} the columns of its
     *     state
     */
    record Aggregation(
            NodeId id, NodeId input, Phase phase, List<NamedExpression> keys, List<Aggregate> aggregates, Schema schema)
            implements PlanNode {
        public Aggregation {
            keys = List.copyOf(keys);
            aggregates = List.copyOf(aggregates);
        }

        /** Which part of the work an aggregation does. */
        public enum Phase {
            /** From rows to results. */
            SINGLE,
            /** From rows to states; a key may come out more than once. */
            PARTIAL,
            /** From states to results. */
            FINAL,
            /** To states, each key once: from rows, or from states. */
            STATES
        }

        @Override
        public List<NodeId> inputs() {
            return List.of(input);
        }

        @Override
        public PlanNode with(NodeId newId, List<NodeId> inputs) {
            return new Aggregation(newId, inputs.get(0), phase, keys, aggregates, schema);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.aggregate(this);
        }

        @Override
        public String toString() {
            String what = aggregates.stream().map(Aggregate::toString).collect(Collectors.joining(", "));
            String prefix = switch (phase) {
                case SINGLE -> "aggregate ";
                case PARTIAL -> "partial aggregate ";
                case FINAL -> "final aggregate ";
                case STATES -> "aggregate to states ";
            };
            return prefix + (keys.isEmpty() ? "" : "by " + keys + " ") + "[" + what + "]";
        }
    }

    /** Keeps some rows, at most so many in each task. */
    record Limit(NodeId id, NodeId input, Schema schema, long count) implements PlanNode {
        @Override
        public List<NodeId> inputs() {
            return List.of(input);
        }

        @Override
        public PlanNode with(NodeId newId, List<NodeId> inputs) {
            return new Limit(newId, inputs.get(0), schema, count);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.limit(this);
        }

        @Override
        public String toString() {
            return "limit " + count;
        }
    }

    /** The place where rows are regrouped; the plan is cut here. */
    record Exchange(NodeId id, NodeId input, Schema schema, Partitioning partitioning) implements PlanNode {
        @Override
        public List<NodeId> inputs() {
            return List.of(input);
        }

        @Override
        public PlanNode with(NodeId newId, List<NodeId> inputs) {
            return new Exchange(newId, inputs.get(0), schema, partitioning);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.exchange(this);
        }

        @Override
        public String toString() {
            if (partitioning instanceof Partitioning.Hash hash) {
                return "exchange by hash of "
                        + hash.columns().stream()
                                .map(column -> schema.field(column).name())
                                .toList();
            }
            if (partitioning instanceof Partitioning.Range range) {
                return "exchange by ranges of " + Sort.list(range.columns(), schema);
            }
            return partitioning instanceof Partitioning.ToAll ? "exchange to all" : "exchange to one";
        }
    }

    /**
     * Reads what other stages have written into an exchange; only within stages.
     *
     * @param producers the stages that fill the exchange: one, or one for each input of a union
     */
    record ShuffleRead(NodeId id, List<StageId> producers, Extent extent, Schema schema) implements PlanNode {
        public ShuffleRead {
            producers = List.copyOf(producers);
        }

        /** How much of the exchange a task reads. */
        public enum Extent {
            /** The partitions that it was given. */
            PARTITIONS,
            /** All rows. */
            ALL
        }

        @Override
        public List<NodeId> inputs() {
            return List.of();
        }

        @Override
        public PlanNode with(NodeId newId, List<NodeId> inputs) {
            return new ShuffleRead(newId, producers, extent, schema);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.shuffleRead(this);
        }

        @Override
        public String toString() {
            return (extent == Extent.ALL ? "read of all rows of stage " : "shuffle read of stage ")
                    + producers.stream()
                            .map(producer -> Integer.toString(producer.number()))
                            .collect(Collectors.joining(", "));
        }
    }

    /** Writes the rows to an output; a root of the plan. */
    record Write(NodeId id, NodeId input, Schema schema, Output output) implements PlanNode {
        @Override
        public List<NodeId> inputs() {
            return List.of(input);
        }

        @Override
        public PlanNode with(NodeId newId, List<NodeId> inputs) {
            return new Write(newId, inputs.get(0), schema, output);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.write(this);
        }

        @Override
        public String toString() {
            return "write " + output;
        }
    }

    /** Brings the rows to the client's consumer with this number; a root of the plan. */
    record Collect(NodeId id, NodeId input, Schema schema, int consumer) implements PlanNode {
        @Override
        public List<NodeId> inputs() {
            return List.of(input);
        }

        @Override
        public PlanNode with(NodeId newId, List<NodeId> inputs) {
            return new Collect(newId, inputs.get(0), schema, consumer);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.collect(this);
        }

        @Override
        public String toString() {
            return "collect";
        }
    }
}
