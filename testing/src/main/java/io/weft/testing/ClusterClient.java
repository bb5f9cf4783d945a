package io.weft.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.protocol.DatanodeInfo;
import org.apache.hadoop.hdfs.protocol.HdfsConstants.DatanodeReportType;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.hadoop.yarn.logaggregation.ContainerLogsRequest;
import org.apache.hadoop.yarn.logaggregation.filecontroller.LogAggregationFileController;
import org.apache.hadoop.yarn.logaggregation.filecontroller.LogAggregationFileControllerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What can be asked of a cluster from outside, whichever way its daemons run. */
final class ClusterClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterClient.class);
    private static final Duration START = Duration.ofMinutes(2);

    private final ClusterLayout layout;
    private final Configuration configuration;
    private final DistributedFileSystem fileSystem;
    private final YarnClient yarn;

    /** Both masters must be up; returns when all nodes take blocks and containers. */
    static ClusterClient ofReady(ClusterLayout layout) throws IOException {
        ClusterClient client = new ClusterClient(layout);
        try {
            client.awaitReady();
            return client;
        } catch (IOException | RuntimeException e) {
            client.close();
            throw e;
        }
    }

    private ClusterClient(ClusterLayout layout) throws IOException {
        this.layout = layout;
        configuration = Daemon.configuration();
        layout.client().forEach(configuration::set);
        fileSystem = (DistributedFileSystem) FileSystem.newInstance(configuration);
        yarn = YarnClient.createYarnClient();
        yarn.init(configuration);
        yarn.start();
    }

    FileSystem fileSystem() {
        return fileSystem;
    }

    Configuration configuration() {
        return new Configuration(configuration);
    }

    /** Makes the directories that people expect, too. */
    private void awaitReady() throws IOException {
        Waiting.until("HDFS to leave safe mode", START, () -> !fileSystem.isInSafeMode());
        awaitDataNodes(layout.hosts().size());
        Waiting.until(
                "all NodeManagers",
                START,
                () -> activeNodeManagers() >= layout.hosts().size());
        makeDirectory("/tmp", 01777);
        makeDirectory("/user/" + UserGroupInformation.getCurrentUser().getShortUserName(), 0755);
    }

    /** A DataNode counts once it has told its capacity: the NameNode gives it no blocks before. */
    private void awaitDataNodes(int number) throws IOException {
        Waiting.until(
                number + " DataNodes",
                START,
                () -> Stream.of(fileSystem.getDataNodeStats(DatanodeReportType.LIVE))
                                .filter(node -> node.getCapacity() > 0)
                                .count()
                        >= number);
    }

    private int activeNodeManagers() throws IOException {
        try {
            return yarn.getYarnClusterMetrics().getNumActiveNodeManagers();
        } catch (YarnException e) {
            throw new IOException(e);
        }
    }

    private void makeDirectory(String path, int mode) throws IOException {
        org.apache.hadoop.fs.Path directory = new org.apache.hadoop.fs.Path(path);
        fileSystem.mkdirs(directory);
        fileSystem.setPermission(directory, new FsPermission((short) mode));
    }

    /** Where the DataNode of a host sends blocks from: host and port with a hyphen between. */
    String dataNode(String host) throws IOException {
        for (DatanodeInfo node : fileSystem.getDataNodeStats(DatanodeReportType.LIVE)) {
            if (node.getHostName().equals(host)) {
                return node.getHostName() + "-" + node.getXferPort();
            }
        }
        throw new IOException("Cannot find a DataNode on %s: hosts are %s".formatted(host, layout.hosts()));
    }

    /** From the nodes while they have them, then from HDFS, to which a NodeManager moves them when all is over. */
    String logs(ApplicationId application) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int node = 0; node < layout.hosts().size(); node++) {
            Path directory = layout.containerLogs(node).resolve(application.toString());
            if (Files.isDirectory(directory)) {
                appendFiles(directory, layout.hosts().get(node), text);
            }
        }
        return text.append(aggregatedLogs(application)).toString();
    }

    private static void appendFiles(Path directory, String host, StringBuilder text) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                String content = Files.readString(file, StandardCharsets.UTF_8);
                text.append("==> %s on %s <==%n%s%n".formatted(directory.relativize(file), host, content));
            }
        } catch (NoSuchFileException | UncheckedIOException e) {
            // The NodeManager has just deleted it, and does so when HDFS has it.
            LOG.debug("Container logs moved away", e);
        }
    }

    private String aggregatedLogs(ApplicationId application) throws IOException {
        String owner = UserGroupInformation.getCurrentUser().getShortUserName();
        LogAggregationFileController controller;
        try {
            controller =
                    new LogAggregationFileControllerFactory(configuration).getFileControllerForRead(application, owner);
        } catch (IOException e) {
            return "";
        }
        ContainerLogsRequest request = new ContainerLogsRequest();
        request.setAppId(application);
        request.setAppOwner(owner);
        request.setAppFinished(true);
        request.setBytes(Long.MAX_VALUE);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        controller.readAggregatedLogs(request, text);
        return text.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        yarn.stop();
        try {
            fileSystem.close();
        } catch (IOException e) {
            // Nothing that was written is lost: whoever wrote has closed the file or has failed.
            LOG.warn("Cannot close the file system", e);
        }
    }
}
