package io.weft.appmaster.cluster;

/**
 * The cluster's grant of memory and cores on a host, and the process in it.
 *
 * @param id unique within the cluster, never used again
 * @param host as the cluster names it, which is how splits name their hosts
 */
public record Container(String id, String host, String rack) {
    @Override
    public String toString() {
        return id + " on " + host;
    }
}
