package io.weft.stage;

import io.weft.plan.Output;
import io.weft.plan.Partitioning;

/** Where the rows of a stage go. */
public sealed interface StageOutput {
    /**
     * Into the shuffle.
     *
     * @param partitions the number of fine partitions; 1 for an exchange to one
     */
    record Shuffled(Partitioning partitioning, int partitions) implements StageOutput {
        public Shuffled {
            if (partitions < 1 || (partitioning instanceof Partitioning.ToOne && partitions != 1)) {
                throw new IllegalArgumentException(
                        "Cannot make %d partitions by %s".formatted(partitions, partitioning));
            }
        }
    }

    /** Into files of an output. */
    record Written(Output output) implements StageOutput {}

    /** To the client's consumer with this number. */
    record Collected(int consumer) implements StageOutput {}
}
