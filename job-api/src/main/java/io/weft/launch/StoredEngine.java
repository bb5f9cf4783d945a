package io.weft.launch;

/** An engine that a job's jar carries, so that {@code yarn jar} needs nothing else. Of use on the client alone. */
public final class StoredEngine {
    /** The archive's name within the jar. */
    public static final String ENTRY = "weft-engine.tar.gz";

    private StoredEngine() {}
}
