package io.weft.api;

import io.weft.launch.Launcher;
import java.util.List;

/**
 * Runs a job from its own main method, so that {@code yarn jar job.jar MyJob name=value} and {@code java -cp job.jar MyJob
 * name=value} do what {@code weft run} does.
 *
 * <pre>{@code
 * public static void main(String[] arguments) {
 *     Weft.main(MyJob.class, arguments);
 * }
 * }</pre>
 */
public final class Weft {
    private Weft() {}

    /**
     * Runs the job and ends this process with the run's exit code; it does not return.
     *
     * @param arguments those of the job, {@code name=value}, and the options of {@code weft run}
     */
    public static void main(Class<? extends Job> job, String... arguments) {
        System.exit(Launcher.launch(job, List.of(arguments), System.getenv()));
    }
}
