package io.weft.runner.shuffle;

import java.util.Objects;

/**
 * Why a reader could not get a map output, after it has tried again as often as helps. The attempt that wrote the output
 * is to blame, not the reader's.
 *
 * @param output one output that could not be had; by its cause, others on that host cannot either
 * @param address where it was asked for; for a local output, where it would have been served
 * @param detail what happened, for people
 */
public record FetchFailure(MapOutputId output, ShuffleAddress address, Cause cause, String detail) {
    /** What kind of trouble it was. */
    public enum Cause {
        /** No connection: the host or its server is gone. */
        UNREACHABLE(true),
        /** The server does not know the application or its secret; a restarted NodeManager has forgotten both. */
        UNAUTHORIZED(true),
        /** The server had too many connections for all the time that a reader waits. */
        BUSY(true),
        /** The server answers and cannot find or read the output. */
        MISSING(false),
        /** Connections broke or stood still in the middle. */
        BROKEN(false),
        /** The bytes are not those that were written. */
        CORRUPT(false),
        /** What came back is not the protocol, or not signed with the secret. */
        INVALID_REPLY(false);

        private final boolean wholeHost;

        Cause(boolean wholeHost) {
            this.wholeHost = wholeHost;
        }

        /** Whether the other outputs of that server must be expected to be out of reach too. */
        public boolean wholeHost() {
            return wholeHost;
        }
    }

    public FetchFailure {
        Objects.requireNonNull(output);
        Objects.requireNonNull(address);
        Objects.requireNonNull(cause);
        Objects.requireNonNull(detail);
    }

    @Override
    public String toString() {
        return "[%s] Cannot fetch from %s: %s, %s".formatted(output, address, cause, detail);
    }
}
