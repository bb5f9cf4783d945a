package io.weft.appmaster.cluster;

/**
 * A host of the cluster.
 *
 * @param containers how many more containers of the job's size it has room for, by its last report
 */
public record HostRoom(String host, String rack, int containers) {}
