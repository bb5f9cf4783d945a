package io.weft.runner.aggregate;

import io.weft.expr.Aggregate;
import io.weft.runner.memory.MemoryReservation;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BooleanVector;
import io.weft.runner.vector.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What parts of frames come to: the states of some aggregates in numbered slots, each of the rows that were added to it. Slots are merged with
 * others of other rows. Those who are refused memory begin anew with fewer slots.
 */
public final class FrameStates {
    private final List<Aggregate> aggregates;
    private final List<Accumulator> accumulators = new ArrayList<>();

    /** For each aggregate where its columns end in the input, those of filters' flags included. */
    private final int[] columnEnds;

    private final FilteredRows filtered = new FilteredRows();
    private final MemoryReservation memory;

    /** Bytes that are held in any case. */
    private final long least;

    private int slots;
    private boolean insists;

    /**
     * No slots yet.
     *
     * @param grouping without keys
     * @param memory the caller's to close; what it holds now is held on
     */
    public FrameStates(Grouping grouping, MemoryReservation memory) {
        this.aggregates = grouping.aggregates();
        this.memory = memory;
        this.least = memory.bytes();
        this.columnEnds = new int[aggregates.size()];
        RowScratch scratch = new RowScratch();
        int end = 0;
        for (int index = 0; index < columnEnds.length; index++) {
            Aggregate aggregate = aggregates.get(index);
            end += aggregate.expressions().size();
            columnEnds[index] = end;
            accumulators.add(Accumulator.of(aggregate, grouping.aggregators(), scratch));
        }
    }

    /** Forgets all slots and makes so many, of no rows; false where memory is refused. */
    public boolean begin(int count) {
        insists = false;
        return makeSlots(count);
    }

    /**
     * The same where fewer slots would not do: no more memory is refused.
     *
     * @throws io.weft.error.WeftException where there is none
     */
    public void beginAnyway(int count) {
        insists = true;
        makeSlots(count);
    }

    private boolean makeSlots(int count) {
        slots = count;
        for (Accumulator accumulator : accumulators) {
            accumulator.clear();
            accumulator.ensure(count);
        }
        return reserve(retainedBytes());
    }

    /** Makes slots up to this number where there are fewer, after {@link #beginAnyway}. */
    public void ensure(int count) {
        if (count > slots) {
            slots = count;
            accumulators.forEach(accumulator -> accumulator.ensure(count));
            reserve(retainedBytes());
        }
    }

    /** Lets the first of the slots go: the one after them has the number 0 from now on. */
    public void dropFirst(int dropped, int count) {
        slots = count - dropped;
        for (int index = 0; index < accumulators.size(); index++) {
            Accumulator accumulator = accumulators.get(index);
            List<List<Vector>> kept = new ArrayList<>();
            for (int from = dropped; from < count; from += Batch.MAX_ROWS) {
                int[] some = numbers(from, Math.min(Batch.MAX_ROWS, count - from));
                kept.add(accumulator.states(some, some.length));
            }
            accumulator.clear();
            accumulator.ensure(slots);
            int to = 0;
            for (List<Vector> states : kept) {
                int[] some = numbers(to, states.get(0).size());
                accumulator.bytesAfter(slots, states, numbers(0, some.length), some.length);
                accumulator.addStates(states, some, numbers(0, some.length), some.length);
                to += some.length;
            }
        }
        reserve(retainedBytes());
    }

    private static int[] numbers(int from, int count) {
        int[] numbers = new int[count];
        for (int index = 0; index < count; index++) {
            numbers[index] = from + index;
        }
        return numbers;
    }

    private boolean reserve(long bytes) {
        long wanted = Math.max(least, bytes);
        if (memory.tryResize(wanted)) {
            return true;
        }
        if (insists) {
            memory.grow(wanted - memory.bytes());
        }
        return insists;
    }

    private long retainedBytes() {
        long bytes = 0;
        for (Accumulator accumulator : accumulators) {
            bytes += accumulator.retainedBytes();
        }
        return bytes;
    }

    /**
     * Adds each row to a slot.
     *
     * @param rowSlots for each of the rows
     * @return false where memory is refused; the slots are then of no use
     */
    public boolean add(InputRows rows, int[] rowSlots) {
        for (int index = 0; index < accumulators.size(); index++) {
            List<Vector> values = rows.columns(index == 0 ? 0 : columnEnds[index - 1], columnEnds[index]);
            if (aggregates.get(index).filter().isPresent()) {
                int flags = values.size() - 1;
                filtered.keep((BooleanVector) values.get(flags), rowSlots, rows.positions(), rows.count());
                if (!add(index, values.subList(0, flags), filtered.groups(), filtered.positions(), filtered.count())) {
                    return false;
                }
            } else if (!add(index, values, rowSlots, rows.positions(), rows.count())) {
                return false;
            }
        }
        return true;
    }

    private boolean add(int index, List<Vector> values, int[] rowSlots, int[] positions, int count) {
        Accumulator accumulator = accumulators.get(index);
        long more = accumulator.bytesAfter(slots, values, positions, count) - accumulator.retainedBytes();
        if (!reserve(retainedBytes() + more)) {
            return false;
        }
        accumulator.addRows(values, rowSlots, positions, count);
        return true;
    }

    /** What a slot has, to be kept: the columns of each aggregate's state, of one row. */
    public List<Vector> state(int slot) {
        List<Vector> state = new ArrayList<>();
        for (Accumulator accumulator : accumulators) {
            state.addAll(accumulator.states(new int[] {slot}, 1));
        }
        return state;
    }

    /** Adds what {@link #state} gave; false where memory is refused. */
    public boolean add(List<Vector> state, int slot) {
        int[] into = {slot};
        int[] first = {0};
        int column = 0;
        for (int index = 0; index < accumulators.size(); index++) {
            Accumulator accumulator = accumulators.get(index);
            int end = column + aggregates.get(index).stateTypes().size();
            List<Vector> columns = state.subList(column, end);
            long more = accumulator.bytesAfter(slots, columns, first, 1) - accumulator.retainedBytes();
            if (!reserve(retainedBytes() + more)) {
                return false;
            }
            accumulator.addStates(columns, into, first, 1);
            column = end;
        }
        return true;
    }

    /** Adds what some slots of another have, each of other rows, to one slot; false where memory is refused. The other's aggregates are the same. */
    public boolean addAll(FrameStates other, int from, int to, int slot) {
        for (int index = 0; index < accumulators.size(); index++) {
            Accumulator accumulator = accumulators.get(index);
            for (int start = from; start < to; start += Batch.MAX_ROWS) {
                int count = Math.min(Batch.MAX_ROWS, to - start);
                List<Vector> columns = other.accumulators.get(index).states(numbers(start, count), count);
                int[] places = numbers(0, count);
                long more = accumulator.bytesAfter(slots, columns, places, count) - accumulator.retainedBytes();
                if (!reserve(retainedBytes() + more)) {
                    return false;
                }
                int[] into = new int[count];
                Arrays.fill(into, slot);
                accumulator.addStates(columns, into, places, count);
            }
        }
        return true;
    }

    /** Adds what one slot has to another, of other rows; false where memory is refused. */
    public boolean merge(int from, int into) {
        for (Accumulator accumulator : accumulators) {
            accumulator.merge(from, into);
        }
        long bytes = retainedBytes();
        return bytes <= memory.bytes() || reserve(bytes);
    }

    /** About how many bytes the results for these slots take. */
    public long bytes(int[] some, int count) {
        long bytes = 0;
        for (Accumulator accumulator : accumulators) {
            for (int index = 0; index < count; index++) {
                bytes += accumulator.bytes(some[index]);
            }
        }
        return bytes;
    }

    /** The results of one aggregate for these slots, in their order. */
    public Vector results(int aggregate, int[] some, int count) {
        return accumulators.get(aggregate).results(some, count);
    }
}
