/**
 * The steps of a job: as written, resolved, optimized. Read {@link io.weft.plan.Plan} first. Pure: no I/O, no thread, no clock.
 */
@NullMarked
package io.weft.plan;

import org.jspecify.annotations.NullMarked;
