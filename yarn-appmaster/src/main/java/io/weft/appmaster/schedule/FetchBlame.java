package io.weft.appmaster.schedule;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Says whose fault it is that a reader could not have an output. As a rule the output's: whoever made it runs again. But where one host
 * complains about the outputs of several hosts that nobody else complains about, the fault is its own.
 */
final class FetchBlame {
    /** Hosts that a reader's host must have complained about. */
    static final int HOSTS = 3;

    /** The hosts that each reader's host has complained about. */
    private final Map<String, Set<String>> complaints = new HashMap<>();

    /** Takes a complaint in; gives whether the reader's host is at fault. */
    boolean isReadersFault(String reader, String blamed) {
        if (reader.equals(blamed)) {
            return false;
        }
        Set<String> own = complaints.computeIfAbsent(reader, any -> new HashSet<>());
        own.add(blamed);
        return own.size() >= HOSTS
                && complaints.entrySet().stream()
                        .filter(other -> !other.getKey().equals(reader))
                        .noneMatch(other -> other.getValue().stream().anyMatch(own::contains));
    }
}
