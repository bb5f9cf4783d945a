/**
 * Containers from YARN. Read {@link io.weft.appmaster.yarn.YarnCluster} first. With {@code submit} the only user of YARN's
 * classes; decides nothing about tasks.
 */
@NullMarked
package io.weft.appmaster.yarn;

import org.jspecify.annotations.NullMarked;
