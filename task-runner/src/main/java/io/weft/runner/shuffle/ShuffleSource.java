package io.weft.runner.shuffle;

import java.util.Objects;

/** One producer's output and where it is served. */
public record ShuffleSource(MapOutputId output, ShuffleAddress address) {
    public ShuffleSource {
        Objects.requireNonNull(output);
        Objects.requireNonNull(address);
    }
}
