package io.weft.runner.shuffle;

import io.weft.runner.shuffle.FetchFailure.Cause;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes that one producer wrote for one partition, never empty. Valid until the reader is asked for the next one or
 * closed, which frees its memory or file.
 */
public final class Segment {
    private final ShuffleSource source;
    private final int partition;
    private final long length;
    private final InputStream input;

    Segment(ShuffleSource source, int partition, long length, InputStream input) {
        this.source = source;
        this.partition = partition;
        this.length = length;
        this.input = input;
    }

    public MapOutputId output() {
        return source.output();
    }

    public int partition() {
        return partition;
    }

    /** In bytes. */
    public long length() {
        return length;
    }

    /**
     * The segment's bytes, to be read once; always the same stream. Closing it is not needed. It throws nothing but
     * {@link FetchFailedException}, when the producer's file is broken, and {@link io.weft.error.WeftException}, when the
     * local disk is: either ends the attempt.
     */
    public InputStream input() {
        return input;
    }

    /** What to throw when the bytes turn out not to be what the producer should have written. */
    public FetchFailedException corrupt(Exception cause) {
        return new FetchFailedException(
                new FetchFailure(source.output(), source.address(), Cause.CORRUPT, cause.toString()), cause);
    }

    void close() throws IOException {
        input.close();
    }
}
