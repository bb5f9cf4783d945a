package io.weft.runner.shuffle;

/**
 * A part of what a task reads: one partition of a range of producers. A partition that is too large for one task is
 * divided among several by producers.
 *
 * @param fromProducer the first producer, as a place in the list of sources
 * @param toProducer the producer after the last
 */
public record PartitionSlice(int partition, int fromProducer, int toProducer) {
    public PartitionSlice {
        if (partition < 0 || fromProducer < 0 || toProducer < fromProducer) {
            throw new IllegalArgumentException(
                    "Invalid slice: partition %d, producers %d to %d".formatted(partition, fromProducer, toProducer));
        }
    }
}
