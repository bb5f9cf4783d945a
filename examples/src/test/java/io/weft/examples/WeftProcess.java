package io.weft.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client of Weft's in a process of its own. Closing it kills it if it still runs. */
final class WeftProcess implements AutoCloseable {
    /** The top of the checkout. */
    static final Path TOP = Path.of("..").toAbsolutePath().normalize();

    private static final long PATIENCE_SECONDS = 180;

    private final Process process;
    private final CompletableFuture<String> out;
    private final CompletableFuture<String> err;
    private final StringBuilder errSoFar = new StringBuilder();

    private WeftProcess(Process process) {
        this.process = process;
        out = CompletableFuture.supplyAsync(
                () -> text(process.inputReader(StandardCharsets.UTF_8), new StringBuilder()));
        err = CompletableFuture.supplyAsync(() -> text(process.errorReader(StandardCharsets.UTF_8), errSoFar));
    }

    /** Starts {@code scripts/weft} with nothing in its environment that points to a cluster but what is given here. */
    static WeftProcess weft(Map<String, String> environment, List<String> arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(TOP.resolve("scripts/weft").toString()));
        command.addAll(arguments);
        return start(environment, command);
    }

    /** Starts any command in the same way. */
    static WeftProcess start(Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("HADOOP_") || name.startsWith("WEFT_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        return new WeftProcess(builder.start());
    }

    /** Returns when it has ended, and fails when that takes too long. */
    Ended await() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            close();
            throw new AssertionError("It did not end in %d s:%n%s".formatted(PATIENCE_SECONDS, err.join()));
        }
        return new Ended(process.exitValue(), out.join(), err.join());
    }

    /** Returns when it has written this to standard error, and fails when it ends without. */
    MatchResult awaitError(Pattern wanted) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        synchronized (errSoFar) {
            while (System.nanoTime() < deadline) {
                Matcher matcher = wanted.matcher(errSoFar);
                if (matcher.find()) {
                    return matcher.toMatchResult();
                }
                if (err.isDone()) {
                    break;
                }
                errSoFar.wait(TimeUnit.SECONDS.toMillis(1));
            }
            throw new AssertionError("It did not say %s:%n%s".formatted(wanted, errSoFar));
        }
    }

    /** Sends what Ctrl-C sends. */
    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static String text(BufferedReader reader, StringBuilder text) {
        try (reader) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                synchronized (text) {
                    text.append(line).append('\n');
                    text.notifyAll();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        synchronized (text) {
            return text.toString();
        }
    }
}
