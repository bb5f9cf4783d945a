package io.weft.appmaster.schedule;

/** Where a task stands. */
sealed interface TaskState {
    /** Wants a slot. */
    record Waiting(long sinceMillis) implements TaskState {}

    /** Has at least one attempt that runs. */
    record Running() implements TaskState {}

    /** Has the one attempt whose output counts. */
    record Won(AttemptState.Succeeded winner) implements TaskState {}
}
