package io.weft.protocol;

/** Where a job stands. */
public enum JobState {
    /** Its splits are looked for or its tasks run. */
    RUNNING,
    /** Its tasks are done and its output is being put in place. */
    COMMITTING,
    SUCCEEDED,
    FAILED,
    KILLED;

    public boolean isOver() {
        return this == SUCCEEDED || this == FAILED || this == KILLED;
    }
}
