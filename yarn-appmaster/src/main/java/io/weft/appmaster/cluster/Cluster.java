package io.weft.appmaster.cluster;

/**
 * Where containers come from: YARN, or threads of this process. All containers of a job have the same size, which the
 * implementation knows, and run a task runner, which it knows how to start.
 *
 * <p>Called by the scheduler's thread alone; no method waits for the cluster. What happens is told to a {@link
 * ClusterListener}.
 */
public interface Cluster {
    /** Asks for one container. The answer comes as {@link ClusterListener#granted}, at some time or never. */
    void request(ContainerRequest request);

    /** Takes back a request. Harmless if it has been answered or the answer is on its way. */
    void withdraw(ContainerRequest request);

    /** Starts the task runner of a granted container. A start that fails comes as {@link ClusterListener#ended}. */
    void launch(Container container);

    /** No container on this host shall be given to the job any more. */
    void exclude(String host);

    /** Takes back {@link #exclude}. */
    void readmit(String host);

    /**
     * Gives a container back, whether it was launched or not; what runs in it is killed. Harmless if it has ended. Its end
     * may still be told.
     */
    void release(Container container);
}
