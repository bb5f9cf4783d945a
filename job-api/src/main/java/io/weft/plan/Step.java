package io.weft.plan;

import io.weft.expr.Term;
import io.weft.type.Schema;
import java.util.List;
import java.util.stream.Collectors;

/** One step of a job as its author wrote it: names are not looked up. */
public sealed interface Step {
    /** The steps whose rows this one takes. */
    List<NodeId> inputs();

    /** Reads an input. */
    record Read(Input input) implements Step {
        @Override
        public List<NodeId> inputs() {
            return List.of();
        }

        @Override
        public String toString() {
            return "read " + input;
        }
    }

    /** Keeps the rows for which the predicate is true. */
    record Where(NodeId input, Term predicate) implements Step {
        @Override
        public List<NodeId> inputs() {
            return List.of(input);
        }

        @Override
        public String toString() {
            return "where " + predicate;
        }
    }

    /** Computes columns. */
    record Select(NodeId input, List<Term> terms) implements Step {
        public Select {
            terms = List.copyOf(terms);
        }

        @Override
        public List<NodeId> inputs() {
            return List.of(input);
        }

        @Override
        public String toString() {
            return "select " + list(terms);
        }
    }

    /** Replaces each row by the rows that the user's function with this number emits. */
    record FlatMap(NodeId input, int function, Schema schema) implements Step {
        @Override
        public List<NodeId> inputs() {
            return List.of(input);
        }

        @Override
        public String toString() {
            return "flatMap to " + schema;
        }
    }

    /** Aggregates the rows with equal keys; all rows where there are no keys. */
    record Group(NodeId input, List<Term> keys, List<Term> aggregates) implements Step {
        public Group {
            keys = List.copyOf(keys);
            aggregates = List.copyOf(aggregates);
        }

        @Override
        public List<NodeId> inputs() {
            return List.of(input);
        }

        @Override
        public String toString() {
            return (keys.isEmpty() ? "" : "group by " + list(keys) + " ") + "aggregate " + list(aggregates);
        }
    }

    /** Keeps some rows, at most so many. */
    record Limit(NodeId input, long count) implements Step {
        @Override
        public List<NodeId> inputs() {
            return List.of(input);
        }

        @Override
        public String toString() {
            return "limit " + count;
        }
    }

    /** Writes the rows. */
    record Write(NodeId input, Output output) implements Step {
        @Override
        public List<NodeId> inputs() {
            return List.of(input);
        }

        @Override
        public String toString() {
            return "write " + output;
        }
    }

    /** Brings the rows to the client, for its consumer with this number. */
    record Collect(NodeId input, int consumer) implements Step {
        @Override
        public List<NodeId> inputs() {
            return List.of(input);
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
