package io.weft.runner.join;

import io.weft.runner.spill.SpillSpace;

/** What all parts of a join have in common. */
record JoinEnvironment(JoinSpec spec, JoinKeys keys, JoinMemory memory, SpillSpace spill) {}
