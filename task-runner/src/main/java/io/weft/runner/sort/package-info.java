/**
 * Rows in order, in any amount of memory. Read {@link io.weft.runner.sort.RowSorter} first, then {@link io.weft.runner.sort.KeyEncoder}.
 *
 * <p>The sort columns of a row become one string of bytes, its key, and rows are ordered as their keys are, byte by byte: nothing that
 * compares knows types, directions or nulls. Rows arrive in chunks, batches with their keys; some ten thousand rows at a time are
 * sorted as addresses into chunks, so that this fits into the processor's cache, and the sorted pieces are merged in the end. Where
 * memory is refused they are merged into a run on disk, and the runs are merged, as many at a time as there is memory for. No plan nodes and no
 * shuffle here.
 */
@NullMarked
package io.weft.runner.sort;

import org.jspecify.annotations.NullMarked;
