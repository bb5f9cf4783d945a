/**
 * Who may hold how much memory. Read {@link io.weft.runner.memory.MemoryArbiter} first. Nothing here allocates: it counts what others
 * hold and refuses, and who is refused spills.
 */
@NullMarked
package io.weft.runner.memory;

import org.jspecify.annotations.NullMarked;
