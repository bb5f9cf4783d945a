package io.weft.expr;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A window as its author wrote it.
 *
 * @param frame nothing where the author said nothing
 */
public record WindowTerm(List<Term> partition, List<Key> order, Optional<Frame> frame) {
    public WindowTerm {
        partition = List.copyOf(partition);
        order = List.copyOf(order);
    }

    /** What rows are ordered by within their partition. */
    public record Key(Term term, SortOrder order) {
        @Override
        public String toString() {
            return term + " " + order;
        }
    }

    /** The frame that is meant: without an order all rows of a partition are equal in it. */
    public Frame meant() {
        if (!order.isEmpty()) {
            return frame.orElse(Frame.UP_TO_PEERS);
        }
        Frame written = frame.orElse(Frame.WHOLE_PARTITION);
        return written.unit() == Frame.Unit.RANGE && !written.hasValueBound() ? Frame.WHOLE_PARTITION : written;
    }

    @Override
    public String toString() {
        String keys = partition.isEmpty()
                ? ""
                : "partition by " + partition.stream().map(Term::toString).collect(Collectors.joining(", "));
        String sorted = order.isEmpty()
                ? ""
                : " order by " + order.stream().map(Key::toString).collect(Collectors.joining(", "));
        return "(" + (keys + sorted + frame.map(each -> " " + each).orElse("")).strip() + ")";
    }
}
