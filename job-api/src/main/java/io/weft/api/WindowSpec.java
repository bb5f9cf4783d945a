package io.weft.api;

import io.weft.expr.Frame;
import io.weft.expr.Frame.Unit;
import io.weft.expr.Term;
import io.weft.expr.WindowTerm;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which rows a function sees beside its own, in what order. Immutable; made by {@link Window}.
 *
 * <p>The frame, where none is given, is the whole partition without an order, and with one all rows from the partition's first to the last that is
 * equal to the row in order: {@code rangeBetween(Window.unboundedPreceding(), Window.currentRow())}.
 */
public final class WindowSpec {
    static final WindowSpec ALL_ROWS = new WindowSpec(new WindowTerm(List.of(), List.of(), Optional.empty()));

    private final WindowTerm term;

    private WindowSpec(WindowTerm term) {
        this.term = term;
    }

    /** The same with other columns whose equal values make rows a partition. */
    public WindowSpec partitionBy(String... columns) {
        return partitionBy(Arrays.stream(columns).map(Columns::col).toArray(Column[]::new));
    }

    /** The same with other computations whose equal values make rows a partition. */
    public WindowSpec partitionBy(Column... columns) {
        List<Term> keys = Arrays.stream(columns).map(Column::term).toList();
        keys.forEach(key -> requireNoWindow("A partition of", key));
        return new WindowSpec(new WindowTerm(keys, term.order(), term.frame()));
    }

    /** The same in the order of these columns, each ascending with nulls first. */
    public WindowSpec orderBy(String... columns) {
        return orderBy(Arrays.stream(columns).map(Columns::asc).toArray(Ordering[]::new));
    }

    /** The same in another order, the most important ordering first. */
    public WindowSpec orderBy(Ordering... orderings) {
        List<WindowTerm.Key> keys =
                Arrays.stream(orderings).map(Ordering::windowKey).toList();
        keys.forEach(key -> requireNoWindow("An order by", key.term()));
        return new WindowSpec(new WindowTerm(term.partition(), keys, term.frame()));
    }

    /**
     * The same with a frame of so many rows around each row: from {@code start} to {@code end}, both included, each counted from the row itself,
     * negative before it, or one of {@link Window}'s bounds.
     */
    public WindowSpec rowsBetween(long start, long end) {
        return framed(Unit.ROWS, start, end);
    }

    /**
     * The same with a frame of the rows whose value lies so near to the row's: from {@code start} to {@code end} away, both included, in
     * the direction of the order. The value is that of the one column which the window is ordered by, a number, or a date, whose distances are days. With
     * {@link Window#currentRow} as a bound, any order will do.
     */
    public WindowSpec rangeBetween(long start, long end) {
        return framed(Unit.RANGE, start, end);
    }

    private WindowSpec framed(Unit unit, long start, long end) {
        if (start > end) {
            throw new IllegalArgumentException(
                    "A frame that starts at %d and ends at %d, before it starts".formatted(start, end));
        }
        if (start == Frame.UNBOUNDED_FOLLOWING || end == Frame.UNBOUNDED_PRECEDING) {
            throw new IllegalArgumentException("A frame that starts after the partition or ends before it");
        }
        return new WindowSpec(new WindowTerm(term.partition(), term.order(), Optional.of(new Frame(unit, start, end))));
    }

    /** The function over this window. */
    Term.Over over(Term function) {
        if (!(function instanceof Term.WindowCall) && !(function instanceof Term.Aggregated)) {
            throw new IllegalArgumentException(
                    "%s over a window, but it is neither a window function nor an aggregate (put over(...) directly after one)"
                            .formatted(function));
        }
        requireNoWindow("A window function of", function);
        Term.Over over = new Term.Over(function, term);
        if (function instanceof Term.WindowCall call) {
            if (call.function().needsOrder() && term.order().isEmpty()) {
                throw new IllegalArgumentException(
                        "%s, whose rows have no order (add orderBy(...) to the window)".formatted(over));
            }
            if (!call.function().takesFrame() && term.frame().isPresent()) {
                throw new IllegalArgumentException(
                        "%s, which sees its whole partition (leave the frame out)".formatted(over));
            }
        }
        if (term.order().isEmpty() && term.frame().filter(Frame::hasValueBound).isPresent()) {
            throw new IllegalArgumentException(
                    "%s, whose rows have no order to measure distances in (add orderBy(...) to the window)"
                            .formatted(over));
        }
        return over;
    }

    private static void requireNoWindow(String what, Term term) {
        if (term instanceof Term.Over) {
            throw new IllegalArgumentException(
                    "%s %s, which is a window function itself (make it a column with withColumn before)"
                            .formatted(what, term));
        }
        term.mapParts(part -> {
            requireNoWindow(what, part);
            return part;
        });
    }

    @Override
    public String toString() {
        return term.toString();
    }
}
