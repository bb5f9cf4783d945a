package io.weft.stage;

import io.weft.expr.SortColumn;
import io.weft.plan.Output;
import io.weft.plan.Partitioning;
import java.util.List;

/** Where the rows of a stage go. */
public sealed interface StageOutput {
    /**
     * Into the shuffle.
     *
     * @param partitions the number of fine partitions; 1 for an exchange to one or to all
     */
    record Shuffled(Partitioning partitioning, int partitions) implements StageOutput {
        public Shuffled {
            if (partitions < 1
                    || (!(partitioning instanceof Partitioning.Hash) && partitions != 1)
                    || partitioning instanceof Partitioning.Range) {
                throw new IllegalArgumentException(
                        "Cannot make %d partitions by %s".formatted(partitions, partitioning));
            }
        }

        /** Whether each task behind the exchange reads all of its rows. */
        public boolean isToAll() {
            return partitioning instanceof Partitioning.ToAll;
        }
    }

    /**
     * Into the shuffle, by ranges of keys; their bounds are chosen, once and for all, when the job runs.
     *
     * @param samplers the stages whose samples the bounds follow from, unless there is little to divide
     * @param partitions the number of fine partitions, at least, where there is much
     */
    record Ranged(List<SortColumn> columns, List<StageId> samplers, int partitions) implements StageOutput {
        public Ranged {
            columns = List.copyOf(columns);
            samplers = List.copyOf(samplers);
        }
    }

    /** To the AppMaster, as a sample of keys of these columns. */
    record Sampled(List<SortColumn> columns) implements StageOutput {
        public Sampled {
            columns = List.copyOf(columns);
        }
    }

    /** Into files of an output. */
    record Written(Output output) implements StageOutput {}

    /** To the client's consumer with this number. */
    record Collected(int consumer) implements StageOutput {}
}
