package io.weft.testing;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One daemon of a {@link DaemonCluster}: a process that can be killed, held and started again. */
public final class DaemonProcess {
    private static final long START_MINUTES = 3;
    private static final long STOP_SECONDS = 20;
    private static final int LINES_SHOWN = 30;

    private final Daemon daemon;
    private final Map<String, String> properties;
    private final Path confDir;
    private final Path clientConfDir;
    private final Path log;
    private @Nullable Process process;

    /** Does not start it. */
    DaemonProcess(ClusterLayout layout, Daemon daemon, String name, Map<String, String> properties) {
        this.daemon = daemon;
        this.properties = Map.copyOf(properties);
        confDir = layout.confDir(name);
        clientConfDir = layout.confDir();
        log = layout.logs().resolve(name + ".log");
    }

    /** The file that all its runs append their log to. */
    public Path log() {
        return log;
    }

    /** Kills it with SIGKILL and returns when it is gone. The containers of a NodeManager live on. */
    public synchronized void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly().onExit().join();
        }
    }

    /** Stops it with SIGSTOP: it keeps its connections and answers nothing. */
    public synchronized void suspend() throws IOException {
        Signal.STOP.send(List.of(running().toHandle()));
    }

    /** Lets it go on. */
    public synchronized void resume() throws IOException {
        Signal.CONTINUE.send(List.of(running().toHandle()));
    }

    /**
     * Starts it again on the same host and port, after killing it if it still runs; returns when it serves, and, for one
     * of a node, is registered with its master.
     */
    public synchronized void restart() throws IOException {
        kill();
        launch();
        awaitReady();
    }

    /** Starts the process; {@link #awaitReady} must follow. */
    synchronized void launch() throws IOException {
        ClusterLayout.writeConfiguration(properties, confDir);
        Logging.write(confDir, "INFO", Logging.TO_STANDARD_ERROR);
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.net.preferIPv4Stack=true",
                "-cp",
                confDir + File.pathSeparator + System.getProperty("java.class.path"),
                DaemonMain.class.getName(),
                daemon.name()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Map<String, String> environment = builder.environment();
        environment.put("HADOOP_CONF_DIR", clientConfDir.toString());
        process = builder.start();
    }

    /**
     * Returns when it serves.
     *
     * @throws IOException when it ends instead or takes too long; it has been killed then
     */
    synchronized void awaitReady() throws IOException {
        Process starting = process;
        if (starting == null) {
            throw new IllegalStateException("Cannot wait for the " + daemon.title() + ": it was not launched");
        }
        BufferedReader answers = starting.inputReader(StandardCharsets.UTF_8);
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> firstLine(answers));
        String said;
        try {
            said = answer.get(START_MINUTES, TimeUnit.MINUTES);
        } catch (ExecutionException | TimeoutException e) {
            said = e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            said = e.toString();
        }
        if (!said.equals(DaemonMain.READY)) {
            kill();
            throw new IOException(
                    "Cannot start the %s: %s (its log is %s)%n%s".formatted(daemon.title(), said, log, tail()));
        }
    }

    private static String firstLine(BufferedReader answers) {
        try {
            String line = answers.readLine();
            return line == null ? "it ended" : line;
        } catch (IOException e) {
            return e.toString();
        }
    }

    private String tail() throws IOException {
        List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
    }

    /** Asks a running daemon one line and returns its answer. */
    synchronized String ask(String question) throws IOException {
        Writer questions = running().outputWriter(StandardCharsets.UTF_8);
        questions.write(question + "\n");
        questions.flush();
        String answer = running().inputReader(StandardCharsets.UTF_8).readLine();
        if (answer == null) {
            throw new IOException("Cannot ask the %s: it ended (its log is %s)".formatted(daemon.title(), log));
        }
        return answer;
    }

    private Process running() throws IOException {
        Process running = process;
        if (running == null || !running.isAlive()) {
            throw new IOException(
                    "Cannot reach the %s: it does not run (its log is %s)".formatted(daemon.title(), log));
        }
        return running;
    }

    /** Lets it end by itself, by closing its standard input, and kills it when it does not. */
    synchronized void stop() {
        Process running = process;
        if (running == null) {
            return;
        }
        try {
            running.getOutputStream().close();
            if (running.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (IOException e) {
            // It is gone, or about to be.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
    }
}
