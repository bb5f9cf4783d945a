package io.weft.appmaster.startup;

import io.weft.appmaster.cli.Main;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
 * It runs jobs in this process, and asks an address where nobody listens: a refused call loads almost what an answered one does.
 */
public final class StartupClasses {
    private static final String NOBODY = "localhost:1";

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

    private static void report(String daemon, Exception refused) {
        System.err.println(daemon + ": " + refused.getClass().getSimpleName() + ", as it should be");
    }
}
