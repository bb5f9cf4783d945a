package io.weft.appmaster.local;

import io.weft.appmaster.AppMaster;
import io.weft.appmaster.JobSetup;
import io.weft.appmaster.cluster.Container;
import io.weft.appmaster.link.LinkCaller;
import io.weft.appmaster.link.LinkService;
import io.weft.config.Keys;
import io.weft.config.Settings;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.protocol.JobDescription;
import io.weft.runner.link.ApplicationSecret;
import io.weft.runner.link.MasterLink;
import io.weft.runner.memory.RunnerMemory;
import io.weft.runner.shuffle.FetchSettings;
import io.weft.runner.shuffle.LocalOutputs;
import io.weft.runner.shuffle.ShuffleAccess;
import io.weft.runner.shuffle.ShuffleApplication;
import io.weft.runner.shuffle.ShuffleServer;
import io.weft.runner.shuffle.ShuffleSignature;
import io.weft.runner.task.JobCode;
import io.weft.runner.task.MasterClient;
import io.weft.runner.task.RunnerContext;
import io.weft.runner.task.RunnerIdentity;
import io.weft.runner.task.TaskRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.SocketFactory;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job that runs in this process: the same AppMaster, the same runner, the same shuffle files. Its owner talks to it over {@link
 * #link} as a client does, and closes it, which ends a job that still runs.
 */
public final class LocalJob implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalJob.class);

    private static final long MASTER_PATIENCE_MILLIS = 10_000;
    private static final long JOIN_MILLIS = 60_000;
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final ShuffleApplication application;
    private final AppMaster master;
    private final ApplicationSecret secret = ApplicationSecret.generate();
    private final Path directory;
    private final Thread thread;
    private boolean closed;

    private LocalJob(
            JobDescription job,
            Configuration hadoop,
            ClassLoader jobClasses,
            Map<String, org.apache.hadoop.fs.Path> files) {
        Settings settings = Settings.of(job.settings());
        int cores = Runtime.getRuntime().availableProcessors();
        int slots = settings.get(Keys.LOCAL_SLOTS) > 0 ? settings.get(Keys.LOCAL_SLOTS) : cores;
        this.application = new ShuffleApplication(System.currentTimeMillis(), NUMBERS.incrementAndGet());
        this.master = new AppMaster(JobSetup.local(job, hadoop, application.toString(), slots));
        this.directory = newDirectory(settings.get(Keys.LOCAL_DIRECTORY));
        this.thread = new Thread(
                () -> run(
                        hadoop,
                        new JobCode(jobClasses, LocalFiles.localize(files, directory.resolve("files"), hadoop)),
                        slots),
                "weft-local");
        thread.setDaemon(true);
    }

    /** Starts a job whose functions need no files. */
    public static LocalJob start(JobDescription job, Configuration hadoop, ClassLoader jobClasses) {
        return start(job, hadoop, jobClasses, Map.of());
    }

    /**
     * Starts the job.
     *
     * @param hadoop how file systems are reached
     * @param jobClasses where user functions are found
     * @param files for the functions, by the names that they ask for
     */
    public static LocalJob start(
            JobDescription job,
            Configuration hadoop,
            ClassLoader jobClasses,
            Map<String, org.apache.hadoop.fs.Path> files) {
        LocalJob local = new LocalJob(job, hadoop, jobClasses, files);
        local.thread.start();
        return local;
    }

    /** The application's id, made up in the form of YARN's. */
    public String application() {
        return application.toString();
    }

    /** A client's link to the AppMaster. */
    public MasterLink link() {
        return linkAs(master, "client");
    }

    private MasterLink linkAs(LinkService service, String role) {
        return new InMemoryLink(service, new LinkCaller(application.toString(), role));
    }

    private void run(Configuration hadoop, JobCode code, int slots) {
        try (LocalCluster cluster = new LocalCluster(master, container -> runner(container, hadoop, code, slots))) {
            master.run(cluster);
        } catch (InterruptedException e) {
            LOG.info("The local job was interrupted");
        } catch (RuntimeException e) {
            LOG.error("The local AppMaster failed", e);
        }
    }

    private void runner(Container container, Configuration hadoop, JobCode code, int slots)
            throws IOException, InterruptedException {
        ShuffleSignature signature = ShuffleSignature.of(secret.bytes(), hadoop);
        Path own = Files.createDirectories(directory.resolve(container.id()));
        LocalOutputs outputs = new LocalOutputs(List.of(own));
        Path spills = Files.createDirectories(own.resolve("spill"));
        ShuffleAccess access = new ShuffleAccess(
                signature, LocalCluster.HOST, outputs, FetchSettings.defaults(), SocketFactory.getDefault());
        RunnerMemory memory = RunnerMemory.shared(slots);
        InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (MasterLink link = linkAs(master, "runner/" + container.id());
                ShuffleServer server =
                        new ShuffleServer(loopback, application, signature, outputs, ShuffleServer.Limits.defaults())) {
            RunnerIdentity identity = new RunnerIdentity(container.id(), LocalCluster.HOST, slots, 0, server.port());
            RunnerContext context =
                    new RunnerContext(application, hadoop, access, outputs, memory, List.of(spills), code);
            new TaskRunner(identity, context, new MasterClient(link, MASTER_PATIENCE_MILLIS)).run();
        }
    }

    /** Ends the job if it still runs, and deletes its local files. Whoever calls again waits until that is done. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            thread.join(JOIN_MILLIS);
            thread.interrupt();
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The local directory {} could not be deleted: {}", directory, e.toString());
        }
    }

    private static Path newDirectory(String parent) {
        try {
            return parent.isEmpty()
                    ? Files.createTempDirectory("weft-local-")
                    : Files.createTempDirectory(Files.createDirectories(Path.of(parent)), "weft-local-");
        } catch (IOException e) {
            throw WeftException.causedBy(
                    e,
                    ErrorCode.DISK_FULL,
                    "Cannot make a directory for local files: %s (set weft.local.directory to one that can be written)",
                    e.getMessage());
        }
    }
}
