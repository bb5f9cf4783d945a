package io.weft.appmaster.cluster;

/**
 * A host of the cluster.
 *
 * @param containers how many more containers of the job's size it has room for, by its last report
 */
public record HostRoom(String host, String rack, int containers, State state) {
    /** Whether containers may come to be there. */
    public enum State {
        USABLE,
        /** It takes no more containers, as it is being decommissioned or is not well; what is there goes on for now. */
        LEAVING
    }

    /** A host that is usable. */
    public HostRoom(String host, String rack, int containers) {
        this(host, rack, containers, State.USABLE);
    }
}
