package io.weft.expr;

/** What a cast makes of a value that cannot be one of its type. */
public enum Misfit {
    /** It fails the job. */
    FAILS,
    /** It becomes null. */
    IS_NULL
}
