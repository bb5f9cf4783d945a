package io.weft.runner.window;

import io.weft.expr.Aggregate;
import io.weft.expr.Frame;
import io.weft.expr.WindowColumn;
import io.weft.runner.aggregate.FrameStates;
import io.weft.runner.aggregate.Grouping;
import io.weft.runner.memory.MemoryReservation;
import io.weft.runner.memory.TaskMemory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the evaluators of some functions: aggregates over the same frame have one together, and all functions over it the same bounds. */
final class WindowEvaluators implements AutoCloseable {
    private final WindowFunctions functions;
    private final RowLog log;
    private final TaskMemory memory;
    private final long stateBytes;
    private final long resultBytes;
    private final Map<Frame, FrameBounds> bounds = new LinkedHashMap<>();
    private final Map<Frame, List<Integer>> aggregates = new LinkedHashMap<>();
    private final List<WindowEvaluator> evaluators = new ArrayList<>();
    private final List<MemoryReservation> reservations = new ArrayList<>();

    /**
     * @param bytes what the states of all frames hold in any case, and what the results of several rows may take, about
     */
    WindowEvaluators(WindowFunctions functions, RowLog log, TaskMemory memory, long bytes) {
        this.functions = functions;
        this.log = log;
        this.memory = memory;
        int columns = functions.columns().size();
        this.stateBytes = bytes / columns;
        this.resultBytes = bytes / columns;
        for (int column = 0; column < functions.columns().size(); column++) {
            add(functions.columns().get(column), column);
        }
        aggregates.forEach(this::addAggregates);
    }

    /** How many blocks are read at a time, at most: the one that is given, and those under the functions' own cursors. */
    static int cursors(WindowFunctions functions) {
        int cursors = 1;
        Set<Frame> frames = new HashSet<>();
        Set<Frame> aggregated = new HashSet<>();
        for (WindowColumn column : functions.columns()) {
            if (column instanceof WindowColumn.Aggregated) {
                cursors += aggregated.add(column.frame()) ? 3 : 0;
            } else {
                // One for each argument, and another to look for values that are not null.
                cursors += 2 * Math.min(1, column.expressions().size());
            }
            cursors += column.frame().hasValueBound() && frames.add(column.frame()) ? 2 : 0;
        }
        return cursors;
    }

    List<WindowEvaluator> evaluators() {
        return evaluators;
    }

    List<FrameBounds> bounds() {
        return List.copyOf(bounds.values());
    }

    private void add(WindowColumn column, int number) {
        if (column instanceof WindowColumn.Aggregated aggregated) {
            aggregates
                    .computeIfAbsent(aggregated.frame(), frame -> new ArrayList<>())
                    .add(number);
        } else if (column instanceof WindowColumn.Placed placed) {
            evaluators.add(evaluator(placed, number));
        }
    }

    private WindowEvaluator evaluator(WindowColumn.Placed placed, int number) {
        return switch (placed.function()) {
            case ROW_NUMBER, RANK, DENSE_RANK, PERCENT_RANK, CUME_DIST, NTILE ->
                new PlaceEvaluator(placed.function(), placed.number(), number);
            case LAG -> value(placed, new DistantRow(-placed.number()), number);
            case LEAD -> value(placed, new DistantRow(placed.number()), number);
            case FIRST_VALUE -> value(placed, FrameRow.nth(bounds(placed.frame()), 1), number);
            case NTH_VALUE -> value(placed, FrameRow.nth(bounds(placed.frame()), placed.number()), number);
            case LAST_VALUE -> value(placed, FrameRow.last(bounds(placed.frame())), number);
            case FIRST_NON_NULL -> value(placed, present(PresentRow.Which.FIRST, placed), number);
            case LAST_NON_NULL -> value(placed, present(PresentRow.Which.LAST, placed), number);
        };
    }

    private WindowEvaluator value(WindowColumn.Placed placed, RowReference reference, int number) {
        return new ValueEvaluator(placed, reference, log, resultBytes, number);
    }

    private RowReference present(PresentRow.Which which, WindowColumn.Placed placed) {
        return new PresentRow(
                which, bounds(placed.frame()), log, placed.arguments().get(0));
    }

    private FrameBounds bounds(Frame frame) {
        return bounds.computeIfAbsent(frame, each -> new FrameBounds(each, log, functions.types(), functions.order()));
    }

    private void addAggregates(Frame frame, List<Integer> numbers) {
        List<Aggregate> some = new ArrayList<>();
        for (int number : numbers) {
            some.add(((WindowColumn.Aggregated) functions.columns().get(number)).aggregate());
        }
        Grouping grouping = new Grouping(List.of(), some, Grouping.Output.RESULTS, functions.aggregators());
        FrameRows middles = new FrameRows(log, grouping);
        BlockStates blocks = new BlockStates(
                middles, new FrameStates(grouping, reserve("states of blocks", 0)), reserve("ends of blocks", 0));
        evaluators.add(new FrameEvaluator(
                bounds(frame),
                new FrameStates(grouping, reserve("states of frames", stateBytes)),
                new FrameEvaluator.Readers(new FrameRows(log, grouping), new FrameRows(log, grouping), middles),
                blocks,
                resultBytes * numbers.size(),
                numbers));
    }

    private MemoryReservation reserve(String consumer, long bytes) {
        MemoryReservation reservation = memory.reserve(consumer);
        reservations.add(reservation);
        reservation.grow(bytes);
        return reservation;
    }

    @Override
    public void close() {
        reservations.forEach(MemoryReservation::close);
    }
}
