package io.weft.runner.operator;

import io.weft.runner.vector.Batch;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Makes its batches when they are asked for: for more rows than a test wants to hold. */
final class GeneratedInput implements Operator {
    private final int batches;
    private final IntFunction<Batch> make;
    private int next;

    GeneratedInput(int batches, IntFunction<Batch> make) {
        this.batches = batches;
        this.make = make;
    }

    @Override
    public @Nullable Batch next() {
        return next == batches ? null : make.apply(next++);
    }

    @Override
    public void close() {}
}
