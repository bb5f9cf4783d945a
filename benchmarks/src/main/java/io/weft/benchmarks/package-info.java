/**
 * What the inner loops take for a row, each checked against a plain twin before it is measured. Read
 * {@link io.weft.benchmarks.CheckedBenchmark} first. Nothing here is part of the engine, and nothing measures a whole job.
 */
@NullMarked
package io.weft.benchmarks;

import org.jspecify.annotations.NullMarked;
