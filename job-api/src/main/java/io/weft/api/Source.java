package io.weft.api;

import io.weft.plan.Input;

/** Something that can be read. */
@FunctionalInterface
public interface Source {
    /** What is read, as the plan has it. */
    Input input();
}
