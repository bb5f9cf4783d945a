package io.weft.appmaster.startup;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.YarnException;

/**
 * Loads the classes of Hadoop that a client needs on its way to a cluster, so that the JVM can write them to an archive
 * when it ends. It asks an address where nobody listens: a refused call loads almost what an answered one does.
 */
public final class StartupClasses {
    private static final String NOBODY = "localhost:1";

    private StartupClasses() {}

    public static void main(String[] args) throws IOException {
        Configuration conf = new YarnConfiguration();
        conf.setInt("ipc.client.connect.max.retries", 0);
        conf.setInt("yarn.resourcemanager.connect.retry-interval.ms", 1);
        conf.setInt("yarn.resourcemanager.connect.max-wait.ms", 1);
        conf.set(YarnConfiguration.RM_ADDRESS, NOBODY);
        UserGroupInformation.getCurrentUser();
        callNameNode(conf);
        callResourceManager(conf);
    }

    private static void callNameNode(Configuration conf) {
        try (FileSystem hdfs = FileSystem.get(URI.create("hdfs://" + NOBODY), conf)) {
            hdfs.exists(new Path("/"));
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

    private static void report(String daemon, Exception refused) {
        System.err.println(daemon + ": " + refused.getClass().getSimpleName() + ", as it should be");
    }
}
