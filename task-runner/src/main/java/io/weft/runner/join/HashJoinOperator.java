package io.weft.runner.join;

import io.weft.runner.memory.TaskMemory;
import io.weft.runner.operator.Operator;
import io.weft.runner.spill.SpillSpace;
import io.weft.runner.vector.Batch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
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
    private final @Nullable Consumer<List<KeyFilter>> filters;

    /** What is on disk, the last divided first. */
    private final Deque<SpilledPair> pairs = new ArrayDeque<>();

    private @Nullable JoinPass pass;
    private boolean started;

    /** Joins two inputs, which it closes. */
    public HashJoinOperator(Operator probe, Operator build, JoinSpec spec, TaskMemory memory, SpillSpace spill) {
        this(probe, build, spec, memory, spill, null);
    }

    /**
     * The same, which tells what keys the build side has before it asks for the first probe rows. Those that the filters rule out need not be given
     * to this join, unless it gives probe rows without a match.
     *
     * @param filters receives a filter for each key, once; their memory is this operator's until it is closed
     */
    public HashJoinOperator(
            Operator probe,
            Operator build,
            JoinSpec spec,
            TaskMemory memory,
            SpillSpace spill,
            @Nullable Consumer<List<KeyFilter>> filters) {
        this.probe = probe;
        this.build = build;
        this.filters = filters;
        environment = new JoinEnvironment(spec, new JoinKeys(spec), new JoinMemory(memory), spill);
    }

    @Override
    public @Nullable Batch next() {
        if (!started) {
            started = true;
            pass = begin();
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

    private JoinPass begin() {
        JoinMemory memory = environment.memory();
        memory.begin();
        KeyFilters wanted = filters == null
                ? null
                : new KeyFilters(environment.spec().buildKeys(), memory.takeFilterBytes(), filters);
        BuildSide.Overflow overflow =
                environment.keys().count() == 0 ? BuildSide.Overflow.WAIT : BuildSide.Overflow.DIVIDE;
        return new JoinPass(environment, RowSource.of(build), RowSource.of(probe), 0, overflow, wanted);
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
