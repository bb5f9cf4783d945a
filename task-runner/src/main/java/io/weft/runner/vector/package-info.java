/**
 * Columns of values in memory and the batches that carry them. Read {@link io.weft.runner.vector.Batch} first. Nothing here
 * computes expressions, reads files or knows operators.
 *
 * <p>A nested type is one more {@link io.weft.runner.vector.Vector}: offsets and child vectors, as
 * {@link io.weft.runner.vector.PlainBytesVector} is offsets and bytes. Of child vectors a batch may have many more slots than rows.
 */
@NullMarked
package io.weft.runner.vector;

import org.jspecify.annotations.NullMarked;
