package io.weft.api;

import io.weft.plan.Output;

/** Something that can be written. */
@FunctionalInterface
public interface Sink {
    /** What is written, as the plan has it. */
    Output output();
}
