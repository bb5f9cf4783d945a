package io.weft.appmaster.cli;

import io.weft.error.Failure;
import io.weft.runner.link.MasterLink;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** A job that has been started somewhere: on a cluster, or in this process. */
interface RunningJob extends AutoCloseable {
    /** The application's id. */
    String application();

    /** What to type to see all that the job has logged, where that is not on the user's terminal. */
    Optional<String> logCommand();

    /**
     * Waits until the AppMaster can be asked.
     *
     * @param waiting told now and then what is waited for
     * @return the link, for the caller to close
     */
    MasterLink awaitLink(Consumer<String> waiting) throws IOException;

    /**
     * What became of the job, when the AppMaster answers no more.
     *
     * @return its failure, or nothing if it has succeeded
     */
    Optional<Failure> outcome(IOException cause) throws IOException;

    /** Ends the job without asking its AppMaster. */
    void kill() throws IOException;

    /** Lets go of what this process holds for the job. */
    @Override
    void close();
}
