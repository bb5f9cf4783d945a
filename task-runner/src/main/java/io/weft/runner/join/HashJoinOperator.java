package io.weft.runner.join;

import io.weft.runner.memory.TaskMemory;
import io.weft.runner.operator.Operator;
import io.weft.runner.spill.SpillSpace;
import io.weft.runner.vector.Batch;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Joins the rows of two operators: those of the build side are kept in memory, or on disk where memory is refused, and those of the probe side pass
 * by. The rows given have the probe side's columns, then the build side's; only one side's where a {@link JoinForm} says so. They come in
 * any order.
 */
public final class HashJoinOperator implements Operator {
    private final Operator probe;
    private final Operator build;
    private final JoinEnvironment environment;

    /** What is on disk, the last divided first. */
    private final Deque<SpilledPair> pairs = new ArrayDeque<>();

    private @Nullable JoinPass pass;
    private boolean started;

    /** Joins two inputs, which it closes. */
    public HashJoinOperator(Operator probe, Operator build, JoinSpec spec, TaskMemory memory, SpillSpace spill) {
        this.probe = probe;
        this.build = build;
        environment = new JoinEnvironment(spec, new JoinKeys(spec), new JoinMemory(memory), spill);
    }

    @Override
    public @Nullable Batch next() {
        if (!started) {
            started = true;
            environment.memory().begin();
            BuildSide.Overflow overflow =
                    environment.keys().count() == 0 ? BuildSide.Overflow.WAIT : BuildSide.Overflow.DIVIDE;
            pass = new JoinPass(environment, RowSource.of(build), RowSource.of(probe), 0, overflow);
        }
        for (; pass != null; pass = turn(pass)) {
            Batch batch = pass.next();
            if (batch != null) {
                return batch;
            }
        }
        // Whoever shares the memory may have all of it now.
        environment.memory().close();
        return null;
    }

    /** Ends a pass and begins the next; null where there is none. */
    private @Nullable JoinPass turn(JoinPass ended) {
        SpilledPair rest = ended.takeRest();
        ended.close();
        pass = null;
        if (rest != null) {
            pairs.push(rest);
        }
        while (!pairs.isEmpty()) {
            JoinPass next = pairs.peek().next(environment);
            if (next != null) {
                return next;
            }
            pairs.pop().close();
        }
        return null;
    }

    @Override
    public void close() {
        try (probe;
                build) {
            if (pass != null) {
                pass.close();
            }
            pairs.forEach(SpilledPair::close);
            environment.memory().close();
        }
    }
}
