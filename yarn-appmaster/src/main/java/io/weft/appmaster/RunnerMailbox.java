package io.weft.appmaster;

import io.weft.appmaster.link.LinkReply;
import io.weft.protocol.Assignment;
import io.weft.protocol.Reply;
import io.weft.stage.AttemptId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The orders for one runner, and its poll that waits for some. An order stays until the runner has said that it arrived, so one
 * whose reply was lost goes out again. For the scheduler's thread.
 */
final class RunnerMailbox {
    private record Order(
            long sequence,
            @Nullable Assignment assignment,
            @Nullable AttemptId kill) {}

    private final long pollMillis;
    private final Deque<Order> unacknowledged = new ArrayDeque<>();
    private long sequence;
    private long sent;
    private boolean stop;
    private boolean stopHeard;
    private @Nullable LinkReply waiting;
    private long waitingSince;

    RunnerMailbox(long pollMillis) {
        this.pollMillis = pollMillis;
    }

    void assign(Assignment assignment) {
        unacknowledged.add(new Order(++sequence, assignment, null));
    }

    void kill(AttemptId attempt) {
        unacknowledged.add(new Order(++sequence, null, attempt));
    }

    /** Every poll from now on is told to end the runner. */
    void stop() {
        stop = true;
    }

    /** Whether the runner has heard that it shall end; also true of one that was not told to. */
    boolean isDone() {
        return !stop || stopHeard;
    }

    /** Takes a poll; it is answered by {@link #deliver}. One that still waited is answered with nothing. */
    void poll(long acknowledged, LinkReply reply, long nowMillis) {
        while (!unacknowledged.isEmpty() && unacknowledged.peek().sequence <= acknowledged) {
            unacknowledged.poll();
        }
        sent = acknowledged;
        if (waiting != null) {
            waiting.answer(new Reply.Orders(0, List.of(), List.of(), false).toBytes());
        }
        waiting = reply;
        waitingSince = nowMillis;
    }

    /** Answers the waiting poll if there is something to say or it has waited long enough. */
    void deliver(long nowMillis) {
        LinkReply reply = waiting;
        if (reply == null || (sequence == sent && !stop && nowMillis - waitingSince < pollMillis)) {
            return;
        }
        List<Assignment> assignments = new ArrayList<>();
        List<AttemptId> kills = new ArrayList<>();
        for (Order order : unacknowledged) {
            if (order.assignment != null) {
                assignments.add(order.assignment);
            }
            if (order.kill != null) {
                kills.add(order.kill);
            }
        }
        waiting = null;
        sent = sequence;
        stopHeard = stop;
        reply.answer(new Reply.Orders(sequence, assignments, kills, stop).toBytes());
    }
}
