package io.weft.runner.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.BooleanVector;
import io.weft.runner.vector.CodedBytesVector;
import io.weft.runner.vector.DecimalVector;
import io.weft.runner.vector.DoubleVector;
import io.weft.runner.vector.IntVector;
import io.weft.runner.vector.ListVector;
import io.weft.runner.vector.LongVector;
import io.weft.runner.vector.MapVector;
import io.weft.runner.vector.PlainBytesVector;
import io.weft.runner.vector.StructVector;
import io.weft.runner.vector.Vector;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hands out batches and, as every operator may, makes each worthless when it is asked for the next. */
public final class InMemoryInput implements Operator {
    private final Deque<Batch> pending;
    private @Nullable Batch last;
    private int closed;

    public InMemoryInput(List<Batch> batches) {
        pending = new ArrayDeque<>(batches);
    }

    /** Batches that were not asked for. */
    public int pending() {
        return pending.size();
    }

    public int closed() {
        return closed;
    }

    @Override
    public @Nullable Batch next() {
        assertThat(closed).as("closed before").isZero();
        if (last != null) {
            last.columns().forEach(InMemoryInput::poison);
        }
        last = pending.poll();
        return last;
    }

    private static void poison(Vector vector) {
        boolean[] nulls = vector.nulls();
        if (nulls != null) {
            for (int row = 0; row < nulls.length; row++) {
                nulls[row] = !nulls[row];
            }
        }
        if (vector instanceof ListVector lists) {
            poison(lists.elements());
        } else if (vector instanceof MapVector maps) {
            poison(maps.keys());
            poison(maps.values());
        } else if (vector instanceof StructVector structs) {
            structs.fields().forEach(InMemoryInput::poison);
        } else if (vector instanceof LongVector longs) {
            Arrays.fill(longs.values(), 0xDEAD_BEEFL);
        } else if (vector instanceof IntVector ints) {
            Arrays.fill(ints.values(), 0xDEAD);
        } else if (vector instanceof DoubleVector doubles) {
            Arrays.fill(doubles.values(), -6.66);
        } else if (vector instanceof BooleanVector booleans) {
            Arrays.fill(booleans.values(), true);
        } else if (vector instanceof DecimalVector decimals) {
            Arrays.fill(decimals.low(), 0xDEAD_BEEFL);
        } else if (vector instanceof CodedBytesVector coded) {
            Arrays.fill(coded.ids(), 0);
        } else {
            Arrays.fill(((PlainBytesVector) vector).bytes(), (byte) '!');
        }
    }

    @Override
    public void close() {
        closed++;
    }
}
