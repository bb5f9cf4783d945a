package io.weft.plan;

import io.weft.expr.Term;
import java.util.List;

/** Rows of two datasets brought together. */
public record JoinStep(NodeId left, NodeId right, JoinKind kind, Rule rule) implements Step {
    /** Which rows match, as the author has said it. */
    public sealed interface Rule {}

    /** Each row of one side matches each of the other. */
    public record Every() implements Rule {
        @Override
        public String toString() {
            return "";
        }
    }

    /** Those for which a condition over the columns of both sides is true. */
    public record On(Term condition) implements Rule {
        @Override
        public String toString() {
            return " on " + condition;
        }
    }

    /** Those with equal values in the columns of these names, which both sides have. */
    public record Using(List<String> columns) implements Rule {
        public Using {
            columns = List.copyOf(columns);
        }

        @Override
        public String toString() {
            return " using " + String.join(", ", columns);
        }
    }

    /** Those for which a computation over the left columns equals the only column of the right side. */
    public record Member(Term value) implements Rule {
        @Override
        public String toString() {
            return " of " + value + " among values";
        }
    }

    @Override
    public List<NodeId> inputs() {
        return List.of(left, right);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.join(this);
    }

    @Override
    public String toString() {
        return rule instanceof Every && kind == JoinKind.INNER ? "cross join" : kind + rule.toString();
    }
}
