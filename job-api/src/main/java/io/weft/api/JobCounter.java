package io.weft.api;

/** A number that an author counts; it only grows. Used by one thread. */
@FunctionalInterface
public interface JobCounter {
    /** Adds one. */
    default void increment() {
        add(1);
    }

    /**
     * Adds to it.
     *
     * @throws IllegalArgumentException if the amount is negative
     */
    void add(long amount);
}
