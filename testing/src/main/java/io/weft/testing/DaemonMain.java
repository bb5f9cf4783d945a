package io.weft.testing;

import io.weft.testing.Daemon.Running;
import io.weft.testing.HadoopCluster.BlockReads;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.metrics2.lib.DefaultMetricsSystem;
import org.slf4j.LoggerFactory;

/**
 * One daemon in this JVM, which another JVM has started and talks to: it says {@link #READY} on standard output when the
 * daemon serves, then answers each line on standard input, and ends when that is closed, as it is when the other JVM dies.
 */
final class DaemonMain {
    static final String READY = "ready";

    private DaemonMain() {}

    /** Takes the name of a {@link Daemon}; its configuration is on the class path. */
    public static void main(String[] arguments) {
        PrintStream answers = System.out;
        System.setOut(System.err);
        int status = 1;
        // A NameNode that formats its directory first has its counters twice, which Hadoop allows in this mode alone.
        DefaultMetricsSystem.setMiniClusterMode(true);
        try {
            serve(Daemon.valueOf(arguments[0]), answers);
            status = 0;
        } catch (IOException | RuntimeException e) {
            LoggerFactory.getLogger(DaemonMain.class).error("Cannot run the daemon", e);
        }
        // Threads of the daemon that are still there must not keep the process.
        Runtime.getRuntime().halt(status);
    }

    private static void serve(Daemon daemon, PrintStream answers) throws IOException {
        Running running = daemon.start(Daemon.configuration());
        try (BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            answers.println(READY);
            for (String dataNode; (dataNode = questions.readLine()) != null; ) {
                BlockReads reads = BlockCounters.reads(dataNode);
                answers.println(reads.localBytes() + " " + reads.remoteBytes());
            }
        } finally {
            running.close();
        }
    }
}
