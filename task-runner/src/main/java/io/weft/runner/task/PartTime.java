package io.weft.runner.task;

import io.weft.protocol.Counter;
import io.weft.protocol.Counters;
import io.weft.runner.operator.Operator;
import io.weft.runner.vector.Batch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Measures the time of one part of an attempt's work. For the attempt's thread. */
final class PartTime {
    private final Counters counters;
    private final Counter counter;
    private long nanos;
    private long reportedMicros;

    /** Time that is added to a counter of microseconds. */
    PartTime(Counters counters, Counter counter) {
        this.counters = counters;
        this.counter = counter;
    }

    <T> T of(Supplier<T> work) {
        long start = System.nanoTime();
        try {
            return work.get();
        } finally {
            add(System.nanoTime() - start);
        }
    }

    void of(Runnable work) {
        of(() -> {
            work.run();
            return true;
        });
    }

    /** An operator whose opening and whose {@code next} count. */
    Operator over(Supplier<Operator> opening) {
        Operator source = of(opening);
        return new Operator() {
            @Override
            public @Nullable Batch next() {
                long start = System.nanoTime();
                try {
                    return source.next();
                } finally {
                    add(System.nanoTime() - start);
                }
            }

            @Override
            public void close() {
                source.close();
            }
        };
    }

    private void add(long more) {
        nanos += more;
        counters.add(counter, nanos / 1000 - reportedMicros);
        reportedMicros = nanos / 1000;
    }
}
