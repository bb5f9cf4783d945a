package io.weft.protocol;

/** A level of a runner, in bytes, of which the highest is kept: over a runner's life so far, and then over runners. */
public enum Peak {
    /** What all attempts of a runner had reserved together. */
    RESERVED,
    /** What they might have reserved. */
    BUDGET,
    /** The resident memory of the runner's process, as the system counts it. */
    RESIDENT,
    /** What YARN has granted to the runner's container. */
    CONTAINER
}
