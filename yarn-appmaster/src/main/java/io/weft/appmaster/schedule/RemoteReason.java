package io.weft.appmaster.schedule;

/** Why bytes were not read on the reader's own host. */
public enum RemoteReason {
    /** The input's store does not say where its bytes are. */
    NO_LOCATION("had no block location"),
    /** The hosts that hold them take no container of the job: they are full, or no NodeManager is there. */
    NO_ROOM("had no room on their hosts"),
    /** The task has failed on the hosts that hold them, or these are left out of the job. */
    HOST_EXCLUDED("were on excluded hosts"),
    /** Their hosts were asked for a container and gave none within the locality wait. */
    RELAXED("were asked for elsewhere after the wait"),
    /** Their hosts' containers were busy while another one had nothing to do. */
    IDLE_CONTAINER("were taken by an idle container"),
    /** The task ran beside its data, and read on: rows reach into the next block, and are read by whom they begin with. */
    PAST_BLOCK_END("were past the end of a block"),
    /** The task ran beside its data, and nothing of it came from there. */
    NOT_SERVED("were not served by the task's host");

    private final String words;

    RemoteReason(String words) {
        this.words = words;
    }

    /** What is said of the bytes. */
    public String words() {
        return words;
    }
}
