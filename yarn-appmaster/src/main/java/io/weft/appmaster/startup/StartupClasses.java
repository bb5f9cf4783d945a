package io.weft.appmaster.startup;

import io.weft.appmaster.cli.Main;
import io.weft.appmaster.link.LinkServer;
import io.weft.appmaster.link.LinkService;
import io.weft.runner.link.ApplicationSecret;
import io.weft.runner.link.LinkTokenIdentifier;
import io.weft.runner.link.MasterLink;
import io.weft.runner.link.RpcMasterLink;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.yarn.client.api.AMRMClient;
import org.apache.hadoop.yarn.client.api.NMClient;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.YarnException;

/**
 * Loads the classes that a client, an AppMaster and a runner need, so that the JVM can write them to an archive when it ends.
 * It runs jobs in this process, calls a link of its own, and asks an address where nobody listens. What only an answer of a
 * daemon's would load is named in {@code classes.txt}, which {@code scripts/startup-classes} writes from what a job on a cluster
 * has loaded.
 */
public final class StartupClasses {
    private static final String NOBODY = "localhost:1";
    private static final String NAMES = "classes.txt";

    private StartupClasses() {}

    /** Takes an empty directory for the jobs' data; ends with the exit code of the job that failed, if one did. */
    public static void main(String[] args) throws IOException {
        int code = runJobs(Path.of(args[0]).toAbsolutePath());
        Configuration conf = new YarnConfiguration();
        conf.setInt("ipc.client.connect.max.retries", 0);
        conf.setInt("yarn.resourcemanager.connect.retry-interval.ms", 1);
        conf.setInt("yarn.resourcemanager.connect.max-wait.ms", 1);
        conf.set(YarnConfiguration.RM_ADDRESS, NOBODY);
        conf.set(YarnConfiguration.RM_SCHEDULER_ADDRESS, NOBODY);
        UserGroupInformation.getCurrentUser();
        callNameNode(conf);
        callResourceManager(conf);
        callAsAppMaster(conf);
        callLink(new Configuration());
        loadNamed();
        System.exit(code);
    }

    private static int runJobs(Path directory) throws IOException {
        Path text = Files.writeString(directory.resolve(StartupJob.TEXT), "to\nbe\nor\nnot\nto\nbe\n");
        String words = StartupJob.WORDS + "=" + directory.resolve(StartupJob.WORDS);
        String counts = StartupJob.COUNTS + "=" + directory.resolve(StartupJob.COUNTS);
        List<List<String>> commands = List.of(
                List.of("run", StartupJob.TEXT + "=" + text, words),
                List.of("explain", words, counts),
                List.of("run", words, counts));
        int code = 0;
        for (List<String> command : commands) {
            String[] all = {command.get(0), "--local", StartupJob.class.getName(), command.get(1), command.get(2)};
            code = Math.max(code, Main.run(all));
        }
        return code;
    }

    private static void callNameNode(Configuration conf) {
        try (FileSystem hdfs = FileSystem.get(URI.create("hdfs://" + NOBODY), conf)) {
            hdfs.exists(new org.apache.hadoop.fs.Path("/"));
        } catch (IOException refused) {
            report("NameNode", refused);
        }
    }

    private static void callResourceManager(Configuration conf) {
        try (YarnClient yarn = YarnClient.createYarnClient()) {
            yarn.init(conf);
            yarn.start();
            yarn.createApplication();
        } catch (IOException | YarnException refused) {
            report("ResourceManager", refused);
        }
    }

    private static void callAsAppMaster(Configuration conf) throws IOException {
        try (AMRMClient<AMRMClient.ContainerRequest> master = AMRMClient.createAMRMClient();
                NMClient nodes = NMClient.createNMClient()) {
            nodes.init(conf);
            nodes.start();
            master.init(conf);
            master.start();
            master.registerApplicationMaster("localhost", 0, "");
        } catch (IOException | YarnException refused) {
            report("ResourceManager's scheduler", refused);
        }
    }

    /** Once there and back between an AppMaster and its client, with all that proves who they are. */
    private static void callLink(Configuration conf) throws IOException {
        String application = "application_1_0001";
        ApplicationSecret secret = ApplicationSecret.generate();
        LinkService echo = (caller, request, reply) -> reply.answer(request);
        try (LinkServer server = new LinkServer(conf, "localhost", application, secret, echo);
                MasterLink link = new RpcMasterLink(
                        conf,
                        new InetSocketAddress("localhost", server.port()),
                        new LinkTokenIdentifier(application, "client").mint(secret))) {
            link.call(new byte[1]);
        }
    }

    private static void loadNamed() throws IOException {
        try (InputStream in = StartupClasses.class.getResourceAsStream(NAMES)) {
            String names = new String(
                    Objects.requireNonNull(in, NAMES + " is not in the engine").readAllBytes(), StandardCharsets.UTF_8);
            for (String name : names.lines().toList()) {
                loadIfThere(name);
            }
        }
    }

    /** A library's newer version may do without a class; that one more is loaded later does no harm. */
    private static void loadIfThere(String name) {
        try {
            Class.forName(name, false, StartupClasses.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            System.err.println("No " + name + " for the archive (run scripts/startup-classes on a cluster)");
        }
    }

    private static void report(String daemon, Exception refused) {
        System.err.println(daemon + ": " + refused.getClass().getSimpleName() + ", as it should be");
    }
}
