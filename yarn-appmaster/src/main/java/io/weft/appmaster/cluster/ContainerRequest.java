package io.weft.appmaster.cluster;

import java.util.List;

/** One container that is asked for. Requests are told apart by their number, which is never used again. */
public sealed interface ContainerRequest {
    /** The number of no request. */
    long UNKNOWN = 0;

    /** Unique within the application, from one up. */
    long number();

    /** On this host or not at all. */
    record OnHost(long number, String host) implements ContainerRequest {
        public OnHost {
            check(number);
        }
    }

    /**
     * In this rack or not at all.
     *
     * @param preferredHost for which it stands in: another host of its rack is as good as that now
     */
    record InRack(long number, String rack, String preferredHost) implements ContainerRequest {
        public InRack {
            check(number);
        }
    }

    /**
     * Anywhere.
     *
     * @param preferredHosts where it would be best, then in their racks; empty for no preference
     */
    record Anywhere(long number, List<String> preferredHosts) implements ContainerRequest {
        public Anywhere {
            check(number);
            preferredHosts = List.copyOf(preferredHosts);
        }
    }

    private static void check(long number) {
        if (number <= UNKNOWN) {
            throw new IllegalArgumentException("Invalid number of a container request: " + number);
        }
    }
}
