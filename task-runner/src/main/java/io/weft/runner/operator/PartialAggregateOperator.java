package io.weft.runner.operator;

import io.weft.runner.aggregate.AggregateInput;
import io.weft.runner.aggregate.Grouping;
import io.weft.runner.aggregate.Groups;
import io.weft.runner.aggregate.InputRows;
import io.weft.runner.memory.MemoryReservation;
import io.weft.runner.memory.TaskMemory;
import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;
import java.util.ArrayList;
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
    private final AggregateInput rows;
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

    /** Groups the rows of the input, which it closes. */
    public PartialAggregateOperator(Operator input, Grouping grouping, TaskMemory memory) {
        this.input = input;
        this.grouping = grouping;
        rows = new AggregateInput(grouping);
        this.memory = memory.reserveShare("groups");
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
                // Whoever shares the memory may have all of it now.
                memory.close();
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
                waiting = rows.rowsOf(batch);
                taken = 0;
            }
        }
    }

    /** Adds some of the rows that wait, or makes room. */
    private void addWaiting(InputRows arrived) {
        int count = Math.min(rowsAtOnce, arrived.count() - taken);
        InputRows some = arrived.slice(taken, count);
        boolean keyed = !grouping.keys().isEmpty();
        if (groups.add(some, Groups.Form.INPUT)) {
            taken += count;
            grouped += count;
        } else if (keyed && groups.count() > 0) {
            judge();
            handGroupsOn();
        } else if (count > 1) {
            groups.clear();
            rowsAtOnce = count / 2;
        } else {
            groups.addAnyway(some, Groups.Form.INPUT);
            taken++;
            grouped++;
        }
        if (taken == arrived.count()) {
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
        output = new GroupBatches(groups, Grouping.Output.STATES, BATCH_BYTES);
    }

    /** The batch's rows as states. */
    private Batch ungrouped(Batch batch) {
        InputRows arrived = rows.rowsOf(batch);
        List<Vector> columns = new ArrayList<>(arrived.keys());
        columns.addAll(groups.statesOfRows(arrived, batch.rowCount()));
        return batch.withColumns(columns);
    }

    @Override
    public void close() {
        memory.close();
        input.close();
    }
}
