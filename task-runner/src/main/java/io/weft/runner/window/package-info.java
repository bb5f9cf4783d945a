/**
 * Functions over windows, in any amount of memory. Read {@link io.weft.runner.window.WindowOperator} first, then {@link io.weft.runner.window.RowLog}.
 *
 * <p>Rows come sorted by partition and order, and are numbered from 0 through all partitions. They wait in a log until all is known that their functions need of
 * the rows after them, and stay there until no later row's functions need them. All bounds of frames only grow from row to row, also
 * from one partition to the next; everything here rests on that. No plan nodes and no shuffle here.
 */
@NullMarked
package io.weft.runner.window;

import org.jspecify.annotations.NullMarked;
