package io.weft.runner.operator;

import io.weft.runner.aggregate.Grouping;
import io.weft.runner.aggregate.Groups;
import io.weft.runner.aggregate.InputRows;
import io.weft.runner.kernel.Projection;
import io.weft.runner.memory.MemoryReservation;
import io.weft.runner.memory.TaskMemory;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Groups rows as far as memory goes, and gives the keys and states of the groups: less to carry through an exchange. A key may come out
 * more than once.
 *
 * <p>Where memory is refused, the groups so far are handed on. Where grouping turns out not to make rows fewer, it is given up, and each
 * row becomes a state of its own.
 */
public final class PartialAggregateOperator implements Operator {
    private static final long BATCH_BYTES = 1 << 20;

    /** Rows to see before judging whether grouping pays, and the part of them that may be groups if it does. */
    private static final int JUDGED_ROWS = 1 << 17;

    private static final double MOST_GROUPS = 0.75;

    private final Operator input;
    private final Grouping grouping;
    private final Projection projection;
    private final MemoryReservation memory;
    private final Groups groups;
    private int rowsAtOnce = Batch.MAX_ROWS;

    /** Rows of the input's last batch that are not in groups yet. */
    private @Nullable InputRows waiting;

    private int taken;

    /** Rows grouped, and groups handed on, since grouping was last found to pay. */
    private long grouped;

    private long handedOn;

    private boolean givenUp;
    private boolean inputIsOver;
    private @Nullable GroupBatches output;

    /** Groups the rows of the input, which it closes; the grouping is one of rows. */
    public PartialAggregateOperator(Operator input, Grouping grouping, TaskMemory memory) {
        if (grouping.input() != Grouping.Input.ROWS) {
            throw new IllegalArgumentException("A partial aggregation of states");
        }
        this.input = input;
        this.grouping = grouping;
        projection = new Projection(grouping.inputExpressions());
        this.memory = memory.reserve("groups");
        groups = new Groups(grouping, this.memory);
    }

    @Override
    public @Nullable Batch next() {
        while (true) {
            if (output != null) {
                Batch batch = output.next();
                if (batch != null) {
                    return batch;
                }
                output = null;
                groups.clear();
            }
            if (inputIsOver) {
                return null;
            }
            if (waiting != null) {
                addWaiting(waiting);
                continue;
            }
            if (givenUp && groups.count() > 0) {
                handGroupsOn();
                continue;
            }
            Batch batch = input.next();
            if (batch == null) {
                inputIsOver = true;
                handGroupsOn();
            } else if (givenUp) {
                return ungrouped(batch);
            } else {
                waiting = rowsOf(batch);
                taken = 0;
            }
        }
    }

    private InputRows rowsOf(Batch batch) {
        return new InputRows(
                Arrays.asList(projection.evaluate(batch)),
                grouping.keys().size(),
                batch.positions(),
                batch.selectedCount());
    }

    /** Adds some of the rows that wait, or makes room. */
    private void addWaiting(InputRows rows) {
        int count = Math.min(rowsAtOnce, rows.count() - taken);
        InputRows some = rows.slice(taken, count);
        boolean keyed = !grouping.keys().isEmpty();
        if (groups.add(some, Grouping.Input.ROWS)) {
            taken += count;
            grouped += count;
        } else if (keyed && groups.count() > 0) {
            judge();
            handGroupsOn();
        } else if (count > 1) {
            groups.clear();
            rowsAtOnce = count / 2;
        } else {
            groups.addAnyway(some, Grouping.Input.ROWS);
            taken++;
            grouped++;
        }
        if (taken == rows.count()) {
            waiting = null;
            judge();
        }
    }

    private void judge() {
        if (grouped >= JUDGED_ROWS && handedOn + groups.count() > MOST_GROUPS * grouped) {
            givenUp = !grouping.keys().isEmpty();
        }
    }

    private void handGroupsOn() {
        handedOn += groups.count();
        if (grouped >= JUDGED_ROWS) {
            grouped = 0;
            handedOn = 0;
        }
        output = new GroupBatches(groups, GroupBatches.Form.STATES, BATCH_BYTES);
    }

    /** The batch's rows as states. */
    private Batch ungrouped(Batch batch) {
        InputRows rows = rowsOf(batch);
        List<Vector> columns = new ArrayList<>(rows.keys());
        columns.addAll(groups.statesOfRows(rows, batch.rowCount()));
        return batch.withColumns(columns);
    }

    @Override
    public void close() {
        memory.close();
        input.close();
    }
}
