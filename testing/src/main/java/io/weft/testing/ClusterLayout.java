package io.weft.testing;

import io.weft.testing.Ports.Server;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;

/**
 * Where everything of one cluster is: directories, hosts, ports, and from these the properties of each daemon and of the
 * clients. All is settled before the first daemon starts, so that they may start in any order.
 *
 * @param settings what was asked for
 * @param directory absolute; everything is below it
 * @param temporary whether the directory is to be removed in the end
 * @param addresses the nodes' IP addresses
 * @param hosts the nodes' host names: the canonical names of the addresses
 * @param ports free ports
 */
record ClusterLayout(
        ClusterSettings settings,
        Path directory,
        boolean temporary,
        List<String> addresses,
        List<String> hosts,
        Ports ports) {
    private static final String SERVER = "localhost";

    /** Takes free ports and creates the directory if it is not there. */
    static ClusterLayout prepare(ClusterSettings settings) throws IOException {
        Path wanted = settings.directory();
        Path directory = wanted == null
                ? Files.createTempDirectory("weft-cluster-")
                : Files.createDirectories(wanted.toAbsolutePath());
        List<String> addresses = new ArrayList<>();
        List<String> hosts = new ArrayList<>();
        for (int node = 1; node <= settings.nodes(); node++) {
            InetAddress address = InetAddress.getByName("127.0.1." + node);
            addresses.add(address.getHostAddress());
            hosts.add(address.getCanonicalHostName());
        }
        return new ClusterLayout(
                settings,
                directory.toRealPath(),
                wanted == null,
                List.copyOf(addresses),
                List.copyOf(hosts),
                Ports.free(addresses));
    }

    Path confDir() {
        return directory.resolve("conf");
    }

    /** The configuration directory of one daemon. */
    Path confDir(String daemon) {
        return directory.resolve("daemons").resolve(daemon);
    }

    Path logs() {
        return directory.resolve("logs");
    }

    /** The directory in which a NodeManager keeps the logs of containers. */
    Path containerLogs(int node) {
        return nodeDirectory(node).resolve("container-logs");
    }

    Path nameDirectory() {
        return directory.resolve("name-node");
    }

    private Path nodeDirectory(int node) {
        return directory.resolve("node-" + (node + 1));
    }

    /** What clients must know; the daemons know it too. */
    Map<String, String> client() {
        Map<String, String> properties = new TreeMap<>();
        properties.put("fs.defaultFS", "hdfs://" + ports.address(SERVER, Server.NAME_NODE));
        properties.put("dfs.namenode.http-address", ports.address(SERVER, Server.NAME_NODE_PAGES));
        properties.put("hadoop.tmp.dir", directory.resolve("tmp").toString());
        properties.put("dfs.replication", Integer.toString(settings.hdfs().replication()));
        properties.put("dfs.blocksize", Long.toString(settings.hdfs().blockSize()));
        if (hosts.equals(addresses)) {
            // A container reads blocks from its node's address, so that a DataNode can tell local readers from others.
            properties.put("dfs.client.local.interfaces", "${env.NM_HOST:-127.0.0.1}");
        }
        properties.put("yarn.resourcemanager.hostname", SERVER);
        properties.put("yarn.resourcemanager.address", ports.address(SERVER, Server.CLIENTS));
        properties.put("yarn.resourcemanager.scheduler.address", ports.address(SERVER, Server.SCHEDULER));
        properties.put("yarn.resourcemanager.resource-tracker.address", ports.address(SERVER, Server.TRACKER));
        properties.put("yarn.resourcemanager.admin.address", ports.address(SERVER, Server.ADMINISTRATION));
        properties.put("yarn.resourcemanager.webapp.address", ports.address(SERVER, Server.RESOURCE_MANAGER_PAGES));
        properties.put("yarn.scheduler.minimum-allocation-mb", "128");
        properties.put(
                "yarn.scheduler.maximum-allocation-mb",
                Integer.toString(settings.nodeSize().memoryMegabytes()));
        properties.put(
                "yarn.scheduler.maximum-allocation-vcores",
                Integer.toString(settings.nodeSize().cores()));
        properties.put("yarn.log-aggregation-enable", "true");
        String classpath = "$HADOOP_CONF_DIR,"
                + HadoopClasspath.jars().stream().map(Path::toString).collect(Collectors.joining(","));
        properties.put("yarn.application.classpath", classpath);
        properties.put("mapreduce.application.classpath", classpath);
        properties.put("mapreduce.framework.name", "yarn");
        if (!settings.racks().isEmpty()) {
            properties.put("net.topology.node.switch.mapping.impl", "org.apache.hadoop.net.TableMapping");
            properties.put("net.topology.table.file.name", rackTable().toString());
        }
        properties.putAll(settings.properties());
        return properties;
    }

    Map<String, String> nameNode() {
        return daemon(Map.of(
                "dfs.namenode.name.dir",
                nameDirectory().toUri().toString(),
                "dfs.namenode.http-address",
                ports.address(SERVER, Server.NAME_NODE_PAGES),
                "dfs.namenode.safemode.extension",
                "0",
                "dfs.namenode.fs-limits.min-block-size",
                "512"));
    }

    Map<String, String> dataNode(int node) {
        String address = addresses.get(node);
        return daemon(Map.of(
                "dfs.datanode.data.dir",
                nodeDirectory(node).resolve("blocks").toUri().toString(),
                "dfs.datanode.hostname",
                hosts.get(node),
                "dfs.datanode.address",
                address + ":0",
                "dfs.datanode.ipc.address",
                address + ":0",
                "dfs.datanode.http.address",
                address + ":0",
                "hadoop.rpc.socket.factory.class.DatanodeProtocolPB",
                NodeSocketFactory.class.getName(),
                NodeSocketFactory.ADDRESS,
                address,
                "ipc.client.connect.retry.interval",
                "200",
                "ipc.client.connect.max.retries",
                "150"));
    }

    Map<String, String> resourceManager() {
        return daemon(Map.of(
                "yarn.scheduler.capacity.root.queues",
                "default",
                "yarn.scheduler.capacity.root.default.capacity",
                "100",
                "yarn.scheduler.capacity.maximum-am-resource-percent",
                "1.0",
                "yarn.scheduler.capacity.schedule-asynchronously.enable",
                Boolean.toString(settings.yarn().asynchronousScheduling()),
                "yarn.resourcemanager.nodemanagers.heartbeat-interval-ms",
                Long.toString(settings.yarn().heartbeat().toMillis())));
    }

    Map<String, String> nodeManager(int node) {
        String address = addresses.get(node);
        Path local = nodeDirectory(node).resolve("local");
        Map<String, String> properties = new TreeMap<>();
        properties.put("yarn.nodemanager.hostname", address);
        properties.put("yarn.nodemanager.bind-host", address);
        properties.put(
                "yarn.nodemanager.address", address + ":" + ports.nodeManagers().get(node));
        properties.put("yarn.nodemanager.localizer.address", address + ":0");
        properties.put("yarn.nodemanager.webapp.address", address + ":0");
        properties.put("yarn.nodemanager.collector-service.address", address + ":0");
        properties.put("yarn.nodemanager.local-dirs", local.toString());
        properties.put("yarn.nodemanager.log-dirs", containerLogs(node).toString());
        properties.put(
                "yarn.nodemanager.resource.memory-mb",
                Integer.toString(settings.nodeSize().memoryMegabytes()));
        properties.put(
                "yarn.nodemanager.resource.cpu-vcores",
                Integer.toString(settings.nodeSize().cores()));
        properties.put("yarn.nodemanager.pmem-check-enabled", "true");
        properties.put("yarn.nodemanager.vmem-check-enabled", "true");
        // A disk that is nearly full is no reason to run no containers: the cluster shares it with everything else.
        properties.put("yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage", "99.9");
        properties.put("yarn.nodemanager.log-container-debug-info.enabled", "false");
        properties.put("yarn.nodemanager.container-executor.class", NodeContainerExecutor.class.getName());
        properties.put(NodeContainerExecutor.CONF_DIR, confDir().toString());
        properties.put("yarn.resourcemanager.connect.retry-interval.ms", "500");
        properties.put("ipc.client.connect.retry.interval", "200");
        if (settings.yarn().shuffleService()) {
            properties.put("yarn.nodemanager.aux-services", "mapreduce_shuffle");
            properties.put(
                    "yarn.nodemanager.aux-services.mapreduce_shuffle.class", "org.apache.hadoop.mapred.ShuffleHandler");
            properties.put("mapreduce.shuffle.port", "0");
        }
        return daemon(properties);
    }

    /** What the user has set wins over what this class sets, for daemons as for clients. */
    private Map<String, String> daemon(Map<String, String> own) {
        Map<String, String> properties = new TreeMap<>(client());
        properties.putAll(own);
        properties.putAll(settings.properties());
        return properties;
    }

    /** Writes the clients' configuration directory and the rack table. */
    void write() throws IOException {
        Files.createDirectories(logs());
        if (!settings.racks().isEmpty()) {
            List<String> table = new ArrayList<>();
            for (int node = 0; node < hosts.size(); node++) {
                String rack = settings.racks().get(node % settings.racks().size());
                Stream.of(hosts.get(node), addresses.get(node))
                        .distinct()
                        .forEach(name -> table.add(name + " " + rack));
            }
            Files.write(rackTable(), table);
        }
        writeConfiguration(client(), confDir());
        Logging.write(confDir(), "WARN", Logging.TO_STANDARD_ERROR);
    }

    /** Deletes a temporary directory with all that is in it; does nothing to one that was given. */
    void remove() {
        if (temporary) {
            FileUtil.fullyDelete(directory.toFile());
        }
    }

    /** Sorts properties into the files that Hadoop looks for. */
    static void writeConfiguration(Map<String, String> properties, Path confDir) throws IOException {
        Files.createDirectories(confDir);
        Map<String, Configuration> files = new LinkedHashMap<>();
        for (String name : List.of(
                "core-site.xml", "hdfs-site.xml", "yarn-site.xml", "mapred-site.xml", "capacity-scheduler.xml")) {
            files.put(name, new Configuration(false));
        }
        properties.forEach((name, value) -> {
            Configuration file = files.get(fileOf(name));
            if (file != null) {
                file.set(name, value);
            }
        });
        for (Map.Entry<String, Configuration> file : files.entrySet()) {
            try (OutputStream out = Files.newOutputStream(confDir.resolve(file.getKey()))) {
                file.getValue().writeXml(out);
            }
        }
    }

    private static String fileOf(String property) {
        if (property.startsWith("dfs.")) {
            return "hdfs-site.xml";
        }
        if (property.startsWith("yarn.scheduler.capacity.")) {
            return "capacity-scheduler.xml";
        }
        if (property.startsWith("yarn.")) {
            return "yarn-site.xml";
        }
        return property.startsWith("mapreduce.") ? "mapred-site.xml" : "core-site.xml";
    }

    private Path rackTable() {
        return directory.resolve("racks.table");
    }
}
