package io.weft.testing;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.LogManager;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.util.ShutdownHookManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * {@code weft cluster}: starts a cluster for a person or a script to try, and keeps it until it is told to stop. Standard
 * output carries one line, {@code export HADOOP_CONF_DIR=...}, when the cluster is ready.
 */
public final class ClusterMain {
    private static final String USAGE = """
            Usage: weft cluster [--nodes N] [--directory DIR] [--no-shuffle-service] [--daemons] [--until-stdin-closes]
              --nodes N             number of nodes, each with a DataNode and a NodeManager (3)
              --directory DIR       keep files and logs here; without it a temporary directory is used and removed
              --no-shuffle-service  NodeManagers without mapreduce_shuffle
              --daemons             a process for each daemon, not all in one JVM
              --until-stdin-closes  stop when standard input ends, too, not only on Ctrl-C or SIGTERM
            """;

    private static final int CANNOT_START = 5;
    private static final int WRONG_USAGE = 2;
    /** Before Hadoop's own hooks, which close the file systems that the daemons still need. */
    private static final int HOOK_PRIORITY = 100;

    private static final int DELETIONS = 20;

    private ClusterMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = System.out;
        System.setOut(System.err);
        Options options;
        try {
            options = Options.parse(Arrays.asList(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(USAGE);
            System.exit(WRONG_USAGE);
            return;
        }
        try {
            run(options, out);
        } catch (IOException | RuntimeException e) {
            System.err.println("Cannot start the cluster: " + e.getMessage());
            System.exit(CANNOT_START);
        }
    }

    private static void run(Options options, PrintStream out) throws IOException, InterruptedException {
        Path given = options.directory();
        Path directory = given == null ? Files.createTempDirectory("weft-cluster-") : Files.createDirectories(given);
        logTo(directory.toAbsolutePath().resolve("logs"));

        AtomicReference<@Nullable HadoopCluster> started = new AtomicReference<>();
        ShutdownHookManager.get()
                .addShutdownHook(
                        () -> stop(started.get(), directory, given == null), HOOK_PRIORITY, 1, TimeUnit.MINUTES);

        ClusterSettings settings = options.settings().withDirectory(directory);
        System.err.printf(
                "Starting HDFS and YARN with %d node(s), files and logs in %s%n", settings.nodes(), directory);
        HadoopCluster cluster = options.daemons() ? DaemonCluster.start(settings) : MiniHadoop.start(settings);
        started.set(cluster);
        System.err.printf(
                "Ready. Hosts: %s. ResourceManager: http://%s/%n",
                String.join(" ", cluster.nodes()), cluster.configuration().get("yarn.resourcemanager.webapp.address"));
        out.println("export HADOOP_CONF_DIR=" + cluster.confDir());
        out.flush();

        if (options.untilStdinCloses()) {
            awaitEndOfInput();
            cluster.close();
            System.exit(0);
        }
        new CountDownLatch(1).await();
    }

    /** Must come before the first class of Hadoop, which sets up logging when it is loaded. */
    private static void logTo(Path logs) throws IOException {
        Files.createDirectories(logs);
        // Guice warns there of what Hadoop's own pages do.
        LogManager.getLogManager().reset();
        if (System.getProperty("log4j.configuration") == null) {
            Path file = Logging.write(logs, "WARN", Logging.toFile(logs.resolve("cluster.log")));
            System.setProperty("log4j.configuration", file.toUri().toString());
        }
    }

    private static void awaitEndOfInput() throws IOException {
        byte[] ignored = new byte[1024];
        int count;
        do {
            count = System.in.read(ignored);
        } while (count >= 0);
    }

    private static void stop(@Nullable HadoopCluster cluster, Path directory, boolean temporary) {
        System.err.println("Stopping the cluster");
        if (cluster != null) {
            close(cluster);
        } else {
            // It is still starting: all that runs outside of this JVM was started by it.
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        }
        // More than once, for threads that are still starting may write to it.
        for (int count = 0; temporary && Files.exists(directory) && count < DELETIONS; count++) {
            FileUtil.fullyDelete(directory.toFile());
        }
    }

    private static void close(HadoopCluster cluster) {
        try {
            cluster.close();
        } catch (RuntimeException e) {
            // Some of Hadoop's services cannot be stopped any more once the JVM ends, and end with it.
            LoggerFactory.getLogger(ClusterMain.class).warn("Cannot stop all of the cluster", e);
        }
    }

    private record Options(
            ClusterSettings settings,
            boolean daemons,
            boolean untilStdinCloses,
            @Nullable Path directory) {

        static Options parse(List<String> arguments) {
            ClusterSettings settings = ClusterSettings.defaults();
            boolean daemons = false;
            boolean untilStdinCloses = false;
            Path directory = null;
            for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
                String option = rest.next();
                switch (option) {
                    case "--nodes" -> settings = settings.withNodes(number(option, value(option, rest)));
                    case "--directory" -> directory = Path.of(value(option, rest));
                    case "--no-shuffle-service" -> settings = settings.withoutShuffleService();
                    case "--daemons" -> daemons = true;
                    case "--until-stdin-closes" -> untilStdinCloses = true;
                    default -> throw new IllegalArgumentException("Unknown option " + option);
                }
            }
            return new Options(settings, daemons, untilStdinCloses, directory);
        }

        private static String value(String option, Iterator<String> rest) {
            if (!rest.hasNext()) {
                throw new IllegalArgumentException("Option " + option + " needs a value");
            }
            return rest.next();
        }

        private static int number(String option, String value) {
            try {
                return Integer.parseInt(value);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("Option %s needs a number, not '%s'".formatted(option, value), e);
            }
        }
    }
}
