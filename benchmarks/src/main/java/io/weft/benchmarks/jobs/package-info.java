/** Jobs that are measured whole, beside other engines: {@link io.weft.benchmarks.jobs.LargeState}. What starts them is in {@code scripts}. */
@NullMarked
package io.weft.benchmarks.jobs;

import org.jspecify.annotations.NullMarked;
