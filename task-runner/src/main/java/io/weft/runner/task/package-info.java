/**
 * Runs attempts: takes assignments from the AppMaster, runs each in a slot, and reports. Read {@link
 * io.weft.runner.task.TaskRunner} first. No decisions about the job here: those are the AppMaster's.
 */
@NullMarked
package io.weft.runner.task;

import org.jspecify.annotations.NullMarked;
