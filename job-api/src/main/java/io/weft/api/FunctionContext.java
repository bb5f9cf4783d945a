package io.weft.api;

import java.nio.file.Path;

/**
 * What a user's function can ask for while it is called: the job's own counters, and the files that were sent with the job. Any
 * function finds it with {@link #current}.
 */
public interface FunctionContext {
    /**
     * The context of the function that this thread is in.
     *
     * @throws IllegalStateException outside of one
     */
    static FunctionContext current() {
        return FunctionScope.context();
    }

    /**
     * The counter with this name; it comes to be when it is first asked for. The run's report has its sum over the attempts
     * whose rows count. It may be kept and used by the function in the same attempt.
     *
     * @throws IllegalArgumentException if the name is empty or longer than 200 characters, or the job's functions have 120
     *     counters already
     */
    JobCounter counter(String name);

    /**
     * A file that was given with {@code -files}, by its name or what follows {@code #} there. It may be read, and not changed: others
     * read it too. On a cluster it is also in the working directory.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    Path file(String name);
}
