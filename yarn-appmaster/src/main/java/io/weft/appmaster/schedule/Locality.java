package io.weft.appmaster.schedule;

/** How far a task is from its data. */
public enum Locality {
    SAME_HOST,
    SAME_RACK,
    /** Elsewhere. */
    ANY,
    /** The task's data is nowhere in particular. */
    NONE
}
