package io.weft.runner.shuffle;

/**
 * How a reader fetches.
 *
 * @param hostsAtOnce servers that one reader fetches from at the same time
 * @param tries in a row without a segment before an output is given up; a server that has answered that it cannot serve
 *     is asked only once more
 * @param firstBackoffMillis before the second try; doubled before each next one
 * @param connectMillis until a connection attempt is given up
 * @param readMillis until a connection on which nothing arrives is given up
 * @param busyMillis spent waiting for one server that says it is busy before its outputs are given up
 */
public record FetchSettings(
        int hostsAtOnce, int tries, int firstBackoffMillis, int connectMillis, int readMillis, long busyMillis) {
    public FetchSettings {
        if (hostsAtOnce < 1
                || tries < 1
                || firstBackoffMillis < 1
                || connectMillis < 1
                || readMillis < 1
                || busyMillis < 0) {
            throw new IllegalArgumentException(
                    "Invalid fetch settings: %d hosts, %d tries, back-off %d ms, connect %d ms, read %d ms, busy %d ms"
                            .formatted(hostsAtOnce, tries, firstBackoffMillis, connectMillis, readMillis, busyMillis));
        }
    }

    public static FetchSettings defaults() {
        return new FetchSettings(4, 6, 250, 10_000, 60_000, 600_000);
    }
}
