package io.weft.runner.window;

import io.weft.runner.aggregate.FrameStates;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates over frames. Rows whose frames have a row in common, the pivot, are computed together: what all of their frames have in the middle once, and what each has
 * more at its start and at its end from its neighbour's, so that a row of the log is looked at a few times, however long the frames are. Nothing is
 * ever subtracted.
 *
 * <p>Frames that all begin with the partition go on from what the rows before came to, and need nothing of these any more.
 */
final class FrameEvaluator implements WindowEvaluator {
    private final FrameBounds bounds;
    private final FrameStates states;
    private final FrameRows starts;
    private final FrameRows ends;
    private final FrameRows middles;
    private final BlockStates blocks;
    private final long mostBytes;
    private final int[] columns;

    /** For each row the slot of its result. */
    private final int[] resultSlots = new int[Batch.MAX_ROWS];

    private int nextSlot;

    private @Nullable Carried carried;
    private @Nullable Carried nextCarried;
    private long lastStart;
    private long lastEnd;
    private long nextLastStart;
    private long nextLastEnd;

    /** What the rows from a start to an end come to. */
    private record Carried(long start, long end, List<Vector> state) {}

    /** What reads the rows where frames start, where they end, and between. */
    record Readers(FrameRows starts, FrameRows ends, FrameRows middles) {}

    /**
     * @param mostBytes that results of several rows may take, about
     * @param columns the numbers of the results
     */
    FrameEvaluator(
            FrameBounds bounds,
            FrameStates states,
            Readers readers,
            BlockStates blocks,
            long mostBytes,
            List<Integer> columns) {
        this.bounds = bounds;
        this.states = states;
        this.starts = readers.starts();
        this.ends = readers.ends();
        this.middles = readers.middles();
        this.blocks = blocks;
        this.mostBytes = mostBytes;
        this.columns = columns.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public Lookahead lookahead() {
        return bounds.lookahead();
    }

    @Override
    public boolean evaluate(RowPlaces places, int from, int to, Vector[] results) {
        int count = to - from;
        if (count == 1) {
            states.beginAnyway(slots(count));
        } else if (!states.begin(slots(count))) {
            return false;
        }
        // Slot 0 stays as it is, for empty frames.
        nextSlot = 1;
        for (int row = from; row < to; ) {
            int next = bounds.end(row) > bounds.start(row) ? together(row, to) : row;
            if (next == row) {
                resultSlots[row - from] = 0;
                next = row + 1;
            } else if (!compute(row, next, from)) {
                return false;
            }
            row = next;
        }
        if (count > 1 && states.bytes(resultSlots, count) > mostBytes) {
            return false;
        }
        for (int index = 0; index < columns.length; index++) {
            results[columns[index]] = states.results(index, resultSlots, count);
        }
        note(to - 1, resultSlots[count - 1]);
        return true;
    }

    /** One for empty frames, and of each row one for what it has more at the start, one at the end, one for both, and one for a middle, as far as there are such. */
    private int slots(int rows) {
        return 1 + (bounds.frame().hasAllBefore() ? rows : 4 * rows);
    }

    /** The row after the last whose frame has the row in it that is the last of this row's frame. */
    private int together(int row, int to) {
        long pivot = bounds.end(row);
        int next = row + 1;
        while (next < to && bounds.start(next) < pivot) {
            next++;
        }
        return next;
    }

    private void note(int row, int slot) {
        nextLastStart = bounds.start(row);
        nextLastEnd = bounds.end(row);
        nextCarried = bounds.frame().hasAllBefore() && nextLastEnd > nextLastStart
                ? new Carried(nextLastStart, nextLastEnd, states.state(slot))
                : null;
    }

    /** Computes rows whose frames all have the pivot. */
    private boolean compute(int row, int next, int from) {
        int last = next - 1;
        int middle = nextSlot++;
        if (!addMiddle(bounds.start(last), bounds.end(row), middle)) {
            return false;
        }
        if (bounds.start(row) == bounds.start(last)) {
            return extend(row, last, from, middle);
        }
        return extendBack(row, last, from, middle) && addEnds(row, last, from);
    }

    /** All frames begin with the middle: each goes on from the one before it. */
    private boolean extend(int row, int last, int from, int middle) {
        int firstSlot = nextSlot;
        nextSlot += last - row;
        if (!ends.addPieces(bounds::end, row, last, states, firstSlot)) {
            return false;
        }
        resultSlots[row - from] = middle;
        for (int each = row + 1; each <= last; each++) {
            int before = resultSlots[each - 1 - from];
            int own = firstSlot + each - 1 - row;
            boolean same = bounds.end(each) == bounds.end(each - 1);
            if (!same && !states.merge(before, own)) {
                return false;
            }
            resultSlots[each - from] = same ? before : own;
        }
        return true;
    }

    /** The part of each frame that lies before the pivot, from the last frame back to the first. */
    private boolean extendBack(int row, int last, int from, int middle) {
        int firstSlot = nextSlot;
        nextSlot += last - row;
        if (!starts.addPieces(bounds::start, row, last, states, firstSlot)) {
            return false;
        }
        resultSlots[last - from] = middle;
        for (int each = last - 1; each >= row; each--) {
            int behind = resultSlots[each + 1 - from];
            int own = firstSlot + each - row;
            boolean same = bounds.start(each) == bounds.start(each + 1);
            if (!same && !states.merge(behind, own)) {
                return false;
            }
            resultSlots[each - from] = same ? behind : own;
        }
        return true;
    }

    /** Adds to the part of each frame before the pivot the part behind it. */
    private boolean addEnds(int row, int last, int from) {
        int firstSlot = nextSlot;
        nextSlot += last - row;
        if (!ends.addPieces(bounds::end, row, last, states, firstSlot)) {
            return false;
        }
        long pivot = bounds.end(row);
        for (int each = row + 1; each <= last; each++) {
            int own = firstSlot + each - 1 - row;
            if (each > row + 1 && !states.merge(own - 1, own)) {
                return false;
            }
            if (bounds.end(each) > pivot) {
                int sum = nextSlot++;
                if (!states.merge(resultSlots[each - from], sum) || !states.merge(own, sum)) {
                    return false;
                }
                resultSlots[each - from] = sum;
            }
        }
        return true;
    }

    /** Adds all rows between two places to a slot: going on from what is known, whole blocks at a time where frames are long. */
    private boolean addMiddle(long from, long to, int slot) {
        long row = from;
        if (bounds.frame().hasAllBefore()) {
            Carried known = carried;
            if (known != null && known.start() == from && known.end() <= to) {
                row = known.end();
                if (!states.add(known.state(), slot)) {
                    return false;
                }
            }
            return middles.add(row, to, states, slot);
        }
        while (row < to) {
            long end = blocks.endOfBlock(row);
            if (end <= to && blocks.beginsBlock(row)) {
                row = blocks.addWhole(row, to, states, slot);
                if (row == LogBlock.NONE) {
                    return false;
                }
            } else if (middles.add(row, Math.min(to, end), states, slot)) {
                row = end;
            } else {
                return false;
            }
        }
        return true;
    }

    @Override
    public void commit() {
        carried = nextCarried;
        lastStart = nextLastStart;
        lastEnd = nextLastEnd;
    }

    @Override
    public long earliest() {
        return carried == null ? lastStart : lastEnd;
    }

    @Override
    public void leaveBefore(long row) {
        starts.leaveBefore(row);
        ends.leaveBefore(row);
        middles.leaveBefore(row);
        blocks.leaveBefore(row);
    }
}
