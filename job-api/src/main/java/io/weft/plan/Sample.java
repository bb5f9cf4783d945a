package io.weft.plan;

import io.weft.type.Schema;
import java.util.List;

/**
 * Keeps a part of the rows, as if by chance, but always the same ones.
 *
 * @param fraction of the rows, about, from 0 to 1
 * @param seed another one gives another sample
 */
public record Sample(NodeId id, NodeId input, Schema schema, double fraction, long seed, Basis basis)
        implements PlanNode {
    public Sample {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException("A sample of " + fraction);
        }
    }

    /** What, with the seed, decides whether a row is kept. */
    public enum Basis {
        /** The row's place among those that come of its split: rows arrive there in the same order whenever it is read. */
        POSITION,
        /** The row's values: behind an exchange rows arrive in any order. Equal rows are all kept or none. */
        CONTENT
    }

    @Override
    public List<NodeId> inputs() {
        return List.of(input);
    }

    @Override
    public PlanNode with(NodeId newId, List<NodeId> inputs) {
        return new Sample(newId, inputs.get(0), schema, fraction, seed, basis);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.sample(this);
    }

    @Override
    public String toString() {
        String by = basis == Basis.POSITION ? "position in the split" : "content";
        return "sample %s by %s, seed %d".formatted(fraction, by, seed);
    }
}
