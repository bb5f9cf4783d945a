/**
 * Joins of two inputs, in any amount of memory. Read {@link io.weft.runner.join.HashJoinOperator} first, then {@link io.weft.runner.join.JoinPass}.
 *
 * <p>The rows of the build side are kept as columns, and found by their keys through a table of row numbers; those of the probe side pass
 * by, a batch at a time. What memory refuses goes to disk, both sides divided alike by their keys, and is joined partition by
 * partition. No plan nodes and no shuffle here.
 */
@NullMarked
package io.weft.runner.join;

import org.jspecify.annotations.NullMarked;
