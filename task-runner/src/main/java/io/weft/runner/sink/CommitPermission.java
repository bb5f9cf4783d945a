package io.weft.runner.sink;

/** The AppMaster's word that an attempt, and no other of its task, may make its output count. */
@FunctionalInterface
public interface CommitPermission {
    /**
     * Asks for it.
     *
     * @throws io.weft.error.WeftException if another attempt has it
     */
    void obtain() throws InterruptedException;
}
