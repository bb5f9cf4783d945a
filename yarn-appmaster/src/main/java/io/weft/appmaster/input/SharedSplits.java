package io.weft.appmaster.input;

import io.weft.stage.FileRange;
import io.weft.stage.FileSplit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts small ranges together that have a host in common. Each range joins the fullest split that is open for one of its hosts, so that few
 * splits stay open and all of a split's ranges lie on its host.
 */
final class SharedSplits {
    /** A reader opens one file after the other; more of them would make the task long. */
    private static final int MOST_RANGES = 128;

    private static final String ANYWHERE = "";

    private final long maxBytes;
    private final Map<String, Open> open = new TreeMap<>();
    private final List<FileSplit> finished = new ArrayList<>();

    SharedSplits(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** A split that more may join, and the hosts that hold all of it. */
    private static final class Open {
        private final List<FileRange> ranges = new ArrayList<>();
        private final List<String> hosts;
        private long bytes;

        Open(List<String> hosts) {
            this.hosts = new ArrayList<>(hosts);
        }
    }

    void add(FileRange range, List<String> hosts) {
        String home = home(hosts);
        Open split = open.get(home);
        if (split != null && (split.bytes + range.length() > maxBytes || split.ranges.size() == MOST_RANGES)) {
            finished.add(new FileSplit(split.ranges, split.hosts));
            split = null;
        }
        if (split == null) {
            split = new Open(hosts);
            open.put(home, split);
        }
        split.ranges.add(range);
        split.bytes += range.length();
        split.hosts.retainAll(hosts);
    }

    private String home(List<String> hosts) {
        String home = hosts.isEmpty() ? ANYWHERE : hosts.get(0);
        long most = 0;
        for (String host : hosts) {
            Open split = open.get(host);
            if (split != null && split.bytes > most) {
                home = host;
                most = split.bytes;
            }
        }
        return home;
    }

    /** All splits. */
    List<FileSplit> finish() {
        open.values().forEach(split -> finished.add(new FileSplit(split.ranges, split.hosts)));
        open.clear();
        return List.copyOf(finished);
    }
}
