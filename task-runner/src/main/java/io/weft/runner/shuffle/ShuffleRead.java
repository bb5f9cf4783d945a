package io.weft.runner.shuffle;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What one task reads of one exchange, and with what means.
 *
 * @param sources one output of each producer, by producer
 * @param slices what to read of them; no output's partition twice
 * @param memoryBytes what the reader may hold: segments, its threads' buffers, and those of the segment in hand
 * @param spillDirectory an existing directory for segments that do not fit in memory
 */
public record ShuffleRead(
        List<ShuffleSource> sources, List<PartitionSlice> slices, long memoryBytes, Path spillDirectory) {
    /** What a reader needs at least. */
    public static final long MIN_MEMORY_BYTES = 1 << 20;

    public ShuffleRead {
        Objects.requireNonNull(spillDirectory);
        sources = List.copyOf(sources);
        slices = List.copyOf(slices);
        if (memoryBytes < MIN_MEMORY_BYTES) {
            throw new IllegalArgumentException(
                    "Cannot read a shuffle in %d bytes: it takes at least %d".formatted(memoryBytes, MIN_MEMORY_BYTES));
        }
        Set<MapOutputId> outputs = new HashSet<>();
        for (ShuffleSource source : sources) {
            if (!outputs.add(source.output())) {
                throw new IllegalArgumentException("Two sources are " + source.output());
            }
        }
        for (int i = 0; i < slices.size(); i++) {
            PartitionSlice slice = slices.get(i);
            if (slice.toProducer() > sources.size()) {
                throw new IllegalArgumentException("%s goes beyond %d sources".formatted(slice, sources.size()));
            }
            for (PartitionSlice other : slices.subList(0, i)) {
                if (slice.partition() == other.partition()
                        && slice.fromProducer() < other.toProducer()
                        && other.fromProducer() < slice.toProducer()) {
                    throw new IllegalArgumentException("%s and %s overlap".formatted(other, slice));
                }
            }
        }
    }
}
