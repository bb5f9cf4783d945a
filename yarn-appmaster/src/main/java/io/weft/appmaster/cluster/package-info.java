/**
 * What the scheduler needs of a cluster, in plain types. Read {@link io.weft.appmaster.cluster.Cluster} first. No Hadoop
 * type and no decision here: implementations live elsewhere, decisions in the scheduler.
 */
@NullMarked
package io.weft.appmaster.cluster;

import org.jspecify.annotations.NullMarked;
