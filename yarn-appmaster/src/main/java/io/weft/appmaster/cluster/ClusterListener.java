package io.weft.appmaster.cluster;

import io.weft.error.Failure;
import java.util.List;

/** Told by a {@link Cluster} what happens there. Called on any thread; no method waits or throws. */
public interface ClusterListener {
    /**
     * A container is there for us.
     *
     * @param request the number of the request that it answers, or {@link ContainerRequest#UNKNOWN} where the cluster cannot
     *     tell or has given more than was asked for
     */
    void granted(Container container, long request);

    /** A container is over, also one that was released. */
    void ended(ContainerEnd end);

    /**
     * How the hosts of the cluster stand by their last reports: all usable hosts, each time.
     *
     * @param queueRoom how many more containers the job's queue has room for; {@link Integer#MAX_VALUE} where that is not known
     */
    void hosts(List<HostRoom> hosts, int queueRoom);

    /** The cluster wants these containers for somebody else and will end them soon. May be told again and again. */
    void reclaimed(List<String> containers);

    /** The cluster is of no more use to the job, for example because it no longer knows it. */
    void failed(Failure failure);
}
