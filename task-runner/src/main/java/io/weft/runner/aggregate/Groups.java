package io.weft.runner.aggregate;

import io.weft.expr.Aggregate;
import io.weft.runner.memory.MemoryReservation;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BooleanVector;
import io.weft.runner.vector.BytesVector;
import io.weft.runner.vector.EncodedValues;
import io.weft.runner.vector.Vector;
import io.weft.runner.vector.VectorKind;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * The groups found so far and the states of their aggregates, in memory that a reservation grants. Without keys there is one group from the start.
 *
 * <p>Beside what is reserved, some hundred kilobytes of arrays have a fixed size.
 */
public final class Groups {
    /** What is added to groups. */
    public enum Form {
        /** What comes in: for each aggregate rows or states, as it says. */
        INPUT,
        /** What {@link #states} gives. */
        STATES
    }

    private final List<Type> keyTypes;
    private final int keyCount;
    private final GroupTable table;
    private final List<Accumulator> accumulators = new ArrayList<>();

    private final List<Aggregate> aggregates;

    /** For each accumulator the number of its columns in the input, with the flags of its filter, and in states. */
    private final int[] inputCounts;

    private final int[] stateCounts;
    private final FilteredRows filtered = new FilteredRows();
    private final MemoryReservation memory;
    private final int[] rowGroups = new int[Batch.MAX_ROWS];
    private final GroupRuns runs = new GroupRuns();

    /** Groups that have states: the table may have more, of rows that were refused. */
    private int count;

    /** No groups yet, or one without keys. The reservation is the caller's to close. */
    public Groups(Grouping grouping, MemoryReservation memory) {
        this.memory = memory;
        keyTypes = grouping.keyTypes();
        List<VectorKind> kinds =
                keyTypes.stream().map(VectorKind::of).map(Groups::comparable).toList();
        keyCount = kinds.size();
        table = new GroupTable(kinds);
        aggregates = grouping.aggregates();
        inputCounts = new int[aggregates.size()];
        stateCounts = new int[aggregates.size()];
        RowScratch scratch = new RowScratch();
        for (int index = 0; index < aggregates.size(); index++) {
            Aggregate aggregate = aggregates.get(index);
            inputCounts[index] = aggregate.expressions().size();
            stateCounts[index] = aggregate.stateTypes().size();
            accumulators.add(Accumulator.of(aggregate, grouping.aggregators(), scratch));
        }
        clear();
    }

    private static VectorKind comparable(VectorKind kind) {
        return EncodedValues.areNeeded(kind) ? VectorKind.BYTES : kind;
    }

    /** The number of groups; they are numbered from 0. */
    public int count() {
        return count;
    }

    /**
     * Adds rows, or states, to their groups.
     *
     * @return false where the memory for that is refused; then nothing has changed that shows
     */
    public boolean add(InputRows rows, Form form) {
        return memory.tryResize(tableBytesAfter(rows) + accumulatorBytes()) && addFound(rows, form, false);
    }

    /**
     * The same where there is nothing to spill.
     *
     * @throws io.weft.error.WeftException where the memory is refused
     */
    public void addAnyway(InputRows rows, Form form) {
        require(tableBytesAfter(rows) + accumulatorBytes());
        addFound(rows, form, true);
    }

    private void require(long bytes) {
        if (bytes > memory.bytes()) {
            memory.grow(bytes - memory.bytes());
        }
    }

    private long tableBytesAfter(InputRows rows) {
        return keyCount == 0 ? 0 : table.bytesAfter(rows.comparableKeys(), rows.positions(), rows.count());
    }

    private boolean addFound(InputRows rows, Form form, boolean anyway) {
        int groups = 1;
        if (keyCount > 0) {
            table.find(rows.comparableKeys(), rows.positions(), rows.count(), rowGroups);
            groups = table.count();
        }
        long bytes = table.retainedBytes() + accumulatorBytesAfter(groups, rows, form);
        if (anyway) {
            require(bytes);
        } else if (!memory.tryResize(bytes)) {
            return false;
        }
        count = groups;
        if (GroupRuns.areWorthwhile(groups, rows.count())) {
            runs.arrange(rowGroups, rows.positions(), rows.count(), groups);
            accumulate(rows, form, runs.groups(), runs.positions());
        } else {
            accumulate(rows, form, rowGroups, rows.positions());
        }
        return true;
    }

    private void accumulate(InputRows rows, Form form, int[] groups, int[] positions) {
        int column = 0;
        for (int index = 0; index < accumulators.size(); index++) {
            accumulators.get(index).ensure(count);
            int end = column + columnCount(index, form);
            List<Vector> values = rows.columns(column, end);
            if (isFiltered(index, form)) {
                keepPassed(values, groups, positions, rows.count());
                List<Vector> arguments = values.subList(0, values.size() - 1);
                add(index, form, arguments, filtered.groups(), filtered.positions(), filtered.count());
            } else {
                add(index, form, values, groups, positions, rows.count());
            }
            column = end;
        }
    }

    private void add(int index, Form form, List<Vector> values, int[] groups, int[] positions, int rows) {
        if (form == Form.STATES || aggregates.get(index).input() == Aggregate.Input.STATES) {
            accumulators.get(index).addStates(values, groups, positions, rows);
        } else {
            accumulators.get(index).addRows(values, groups, positions, rows);
        }
    }

    private int columnCount(int index, Form form) {
        return form == Form.INPUT ? inputCounts[index] : stateCounts[index];
    }

    private boolean isFiltered(int index, Form form) {
        return form == Form.INPUT && aggregates.get(index).filter().isPresent();
    }

    private void keepPassed(List<Vector> values, int[] groups, int[] positions, int rows) {
        BooleanVector flags = (BooleanVector) values.get(values.size() - 1);
        filtered.keep(flags, groups, positions, rows);
    }

    private long accumulatorBytesAfter(int groups, InputRows rows, Form form) {
        long bytes = 0;
        int column = 0;
        for (int index = 0; index < accumulators.size(); index++) {
            int end = column + columnCount(index, form);
            List<Vector> values = rows.columns(column, end);
            Accumulator accumulator = accumulators.get(index);
            if (isFiltered(index, form)) {
                keepPassed(values, rows.positions(), rows.positions(), rows.count());
                List<Vector> arguments = values.subList(0, values.size() - 1);
                bytes += accumulator.bytesAfter(groups, arguments, filtered.positions(), filtered.count());
            } else {
                bytes += accumulator.bytesAfter(groups, values, rows.positions(), rows.count());
            }
            column = end;
        }
        return bytes;
    }

    private long accumulatorBytes() {
        long bytes = 0;
        for (Accumulator accumulator : accumulators) {
            bytes += accumulator.retainedBytes();
        }
        return bytes;
    }

    /** How many of these groups, from {@code from} up to {@code to}, make a batch of about so many bytes; at least one. */
    public int fitting(int[] groups, int from, int to, long mostBytes) {
        int most = Math.min(to - from, Batch.MAX_ROWS);
        long bytes = 0;
        for (int index = 0; index < most; index++) {
            bytes += bytes(groups[from + index]);
            if (bytes > mostBytes && index > 0) {
                return index;
            }
        }
        return most;
    }

    private long bytes(int group) {
        long bytes = table.bytes(group);
        for (Accumulator accumulator : accumulators) {
            bytes += accumulator.bytes(group);
        }
        return bytes;
    }

    /** The keys of these groups, in their order. */
    public List<Vector> keys(int[] groups, int groupCount) {
        List<Vector> keys = table.keys(groups, groupCount, keyCount);
        for (int key = 0; key < keyCount; key++) {
            if (EncodedValues.areNeeded(VectorKind.of(keyTypes.get(key)))) {
                keys.set(key, EncodedValues.decode((BytesVector) keys.get(key), keyTypes.get(key)));
            }
        }
        return keys;
    }

    /** The keys and states of these groups: what {@link #add} takes as states. */
    public Batch states(int[] groups, int groupCount) {
        List<Vector> columns = new ArrayList<>(keys(groups, groupCount));
        for (Accumulator accumulator : accumulators) {
            columns.addAll(accumulator.states(groups, groupCount));
        }
        return new Batch(groupCount, columns);
    }

    /** The keys and results of these groups. */
    public Batch results(int[] groups, int groupCount) {
        List<Vector> columns = new ArrayList<>(keys(groups, groupCount));
        for (Accumulator accumulator : accumulators) {
            columns.add(accumulator.results(groups, groupCount));
        }
        return new Batch(groupCount, columns);
    }

    /**
     * The states of rows, each as a group of its own; there must be no groups, and there are none afterwards.
     *
     * @return a vector for each column of the states, of which only the rows' positions mean something
     */
    public List<Vector> statesOfRows(InputRows rows, int slots) {
        count = slots;
        accumulatorBytesAfter(slots, rows, Form.INPUT);
        accumulate(rows, Form.INPUT, rows.positions(), rows.positions());
        List<Vector> columns = new ArrayList<>();
        int[] all = new Batch(slots, List.of()).positions();
        for (Accumulator accumulator : accumulators) {
            columns.addAll(accumulator.states(all, slots));
        }
        clear();
        return columns;
    }

    /** Forgets all groups and gives their memory back; without keys there is again one without rows. */
    public void clear() {
        table.clear();
        count = keyCount == 0 ? 1 : 0;
        for (Accumulator accumulator : accumulators) {
            accumulator.clear();
            accumulator.ensure(count);
        }
        memory.release(memory.bytes());
    }
}
