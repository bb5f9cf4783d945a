package io.weft.runner.function;

/** What is computed of one row: it puts one value or null. */
interface RowFunction<O extends Output> {
    void compute(Arguments in, O out);
}
