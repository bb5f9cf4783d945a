package io.weft.appmaster.cluster;

/**
 * A container is over, and why.
 *
 * @param exitStatus of the process, or the cluster's own code where there was none
 * @param diagnostics what the cluster has to say; may be empty
 */
public record ContainerEnd(String container, Reason reason, int exitStatus, String diagnostics) {
    /** Why a container is over. */
    public enum Reason {
        /** Its runner ended itself, or it was released. */
        COMPLETED,
        /** It or its host is gone, for a reason outside the container. */
        LOST,
        /** The cluster took it for somebody else. */
        PREEMPTED,
        /** It used more memory than it was granted. */
        KILLED_FOR_MEMORY,
        /** It could not be started, or its process ended with an error. */
        FAILED
    }
}
