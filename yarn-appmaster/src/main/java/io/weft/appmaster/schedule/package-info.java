/**
 * All decisions about a running job: which containers to ask for, which task runs where, what is tried again, when the job is
 * over. Read {@link io.weft.appmaster.schedule.Scheduler} first, then {@link io.weft.appmaster.schedule.Event} and {@link
 * io.weft.appmaster.schedule.Command}. No thread, lock, clock, log or Hadoop type here.
 */
@NullMarked
package io.weft.appmaster.schedule;

import org.jspecify.annotations.NullMarked;
