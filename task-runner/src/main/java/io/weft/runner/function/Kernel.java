package io.weft.runner.function;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.Vector;

/**
 * Computes one call of a function over vectors of arguments, batch after batch, on one thread.
 *
 * <p>It computes the selected rows alone; other slots of the result mean nothing. The result lies in arrays of the kernel, which it
 * fills again at the next call.
 */
public interface Kernel {
    /**
     * @param arguments in the types of the function's signature, each of the batch's size
     */
    Vector compute(Vector[] arguments, Batch batch);
}
