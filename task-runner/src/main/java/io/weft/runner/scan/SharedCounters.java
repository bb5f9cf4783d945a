package io.weft.runner.scan;

import io.weft.protocol.Counter;
import io.weft.protocol.Counters;

/** Collects what several threads count for the one that owns the attempt's counters. */
final class SharedCounters {
    private Counters collected = new Counters();

    synchronized void add(Counter counter, long amount) {
        collected.add(counter, amount);
    }

    /** Adds what was counted since the last call to the attempt's counters. */
    synchronized void moveTo(Counters counters) {
        counters.add(collected);
        collected = new Counters();
    }
}
