package io.weft.appmaster.submit;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import java.net.InetSocketAddress;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonConfigurationKeys;
import org.apache.hadoop.yarn.conf.HAUtil;
import org.apache.hadoop.yarn.conf.YarnConfiguration;

/** Whether a configuration names a cluster, and how long a client waits for one that does not answer. */
public final class ClusterAddress {
    private static final int CONNECT_MILLIS = 3000;
    private static final int RETRY_MILLIS = 1000;
    private static final int PATIENCE_MILLIS = 5000;

    private ClusterAddress() {}

    /**
     * Checks that there is a ResourceManager to be asked.
     *
     * @param environment of this process, for the message
     * @throws WeftException CLUSTER_UNREACHABLE if not
     */
    public static void check(Configuration configuration, Map<String, String> environment) {
        if (HAUtil.isHAEnabled(configuration)) {
            return;
        }
        InetSocketAddress address = configuration.getSocketAddr(
                YarnConfiguration.RM_ADDRESS, YarnConfiguration.DEFAULT_RM_ADDRESS, YarnConfiguration.DEFAULT_RM_PORT);
        if (!address.getHostString().equals("0.0.0.0")) {
            return;
        }
        String directory = environment.getOrDefault("HADOOP_CONF_DIR", "");
        if (directory.isEmpty()) {
            throw new WeftException(
                    ErrorCode.CLUSTER_UNREACHABLE,
                    "Cannot reach a cluster: HADOOP_CONF_DIR is not set (set it to the directory of the cluster's"
                            + " configuration, or run with --local)");
        }
        throw new WeftException(
                ErrorCode.CLUSTER_UNREACHABLE,
                "Cannot reach a cluster: HADOOP_CONF_DIR, %s, names no ResourceManager (set"
                        + " yarn.resourcemanager.hostname in its yarn-site.xml, or run with --local)",
                directory);
    }

    /** A copy with which a client gives up within half a minute, instead of Hadoop's quarter of an hour. */
    public static Configuration impatient(Configuration configuration) {
        Configuration own = new Configuration(configuration);
        own.setInt(YarnConfiguration.RESOURCEMANAGER_CONNECT_MAX_WAIT_MS, PATIENCE_MILLIS);
        own.setInt(YarnConfiguration.RESOURCEMANAGER_CONNECT_RETRY_INTERVAL_MS, RETRY_MILLIS);
        own.setInt(CommonConfigurationKeys.IPC_CLIENT_CONNECT_MAX_RETRIES_KEY, 1);
        own.setInt(CommonConfigurationKeys.IPC_CLIENT_CONNECT_RETRY_INTERVAL_KEY, RETRY_MILLIS / 2);
        own.setInt(CommonConfigurationKeys.IPC_CLIENT_CONNECT_TIMEOUT_KEY, CONNECT_MILLIS);
        own.setInt(CommonConfigurationKeys.IPC_CLIENT_CONNECT_MAX_RETRIES_ON_SOCKET_TIMEOUTS_KEY, 0);
        return own;
    }
}
