package io.weft.plan;

/** Names a node of a plan. Inputs have smaller numbers than their readers. */
public record NodeId(int number) implements Comparable<NodeId> {
    @Override
    public int compareTo(NodeId other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return "#" + number;
    }
}
