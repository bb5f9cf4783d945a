/**
 * Real Hadoop clusters on one machine, for tests and for people; read {@link io.weft.testing.HadoopCluster} first. Plain
 * Hadoop only: nothing here may know the rest of Weft.
 */
@NullMarked
package io.weft.testing;

import org.jspecify.annotations.NullMarked;
