package io.weft.launch;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds the engine and lets its client run a job. */
public final class Launcher {
    private static final String CLIENT = "io.weft.appmaster.cli.Main";

    private Launcher() {}

    /**
     * Runs the job as {@code weft run} would, and gives its exit code. What cannot be started is told in one line on
     * standard error.
     *
     * @param job its code source, or the jars of its class loader, are the job's jars
     * @param arguments of {@code weft run}, without the class and the jars
     * @param environment of the process
     */
    public static int launch(Class<?> job, List<String> arguments, Map<String, String> environment) {
        try {
            List<String> command = new ArrayList<>(List.of("run"));
            for (Path jar : JobJars.of(job)) {
                command.add("--jar");
                command.add(jar.toString());
            }
            command.add(job.getName());
            command.addAll(arguments);
            return isClientAt(job.getClassLoader())
                    ? run(job.getClassLoader(), command)
                    : runIsolated(job, arguments, environment, command);
        } catch (WeftException e) {
            System.err.println("weft: " + e.getMessage());
            return e.code().exitCode();
        }
    }

    private static boolean isClientAt(ClassLoader loader) {
        return loader.getResource(CLIENT.replace('.', '/') + ".class") != null;
    }

    private static int runIsolated(
            Class<?> job, List<String> arguments, Map<String, String> environment, List<String> command) {
        EngineDirectory engine = EngineDirectory.find(job, arguments, environment);
        try {
            // Not closed: what Hadoop leaves to be done at the end of the process loads its classes then.
            URLClassLoader loader = engine.classLoader(environment);
            return run(loader, command);
        } catch (IOException e) {
            throw WeftException.causedBy(e, ErrorCode.IO_FAILED, "Cannot use the engine in %s: %s", engine.home(), e);
        }
    }

    private static int run(ClassLoader loader, List<String> command) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            Class<?> client = Class.forName(CLIENT, true, loader);
            Object code = client.getMethod("run", String[].class).invoke(null, (Object) command.toArray(String[]::new));
            return (Integer) code;
        } catch (InvocationTargetException e) {
            throw WeftException.causedBy(e, ErrorCode.INTERNAL, "Cannot run the client: it threw %s", e.getCause());
        } catch (ReflectiveOperationException | LinkageError e) {
            throw WeftException.causedBy(
                    e,
                    ErrorCode.INTERNAL,
                    "Cannot run the client: %s (is the engine of the same release as the job-api in the job's jar?)",
                    e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
