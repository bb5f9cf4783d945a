/**
 * Scalar functions as loops over the rows of a batch. Read {@link io.weft.runner.function.Kernels} first, which knows them all, and
 * {@link io.weft.runner.function.RowKernel}, which is the loop. Nothing here evaluates a function's arguments.
 */
@NullMarked
package io.weft.runner.function;

import org.jspecify.annotations.NullMarked;
