package io.weft.api;

/** A computation that an author writes. The class has a public constructor without parameters. */
@FunctionalInterface
public interface Job {
    /** Says what is to be read, computed and written. Runs on the client, before anything is read. */
    void define(JobContext job);
}
