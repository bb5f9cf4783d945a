package io.weft.appmaster.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ClusterAddressTest {
    @Test
    void asksForADirectoryOfConfiguration() {
        assertUnreachable(
                new YarnConfiguration(),
                Map.of(),
                "Cannot reach a cluster: HADOOP_CONF_DIR is not set (set it to the directory of the cluster's"
                        + " configuration, or run with --local)");
    }

    @Test
    void asksForAResourceManager() {
        assertUnreachable(
                new YarnConfiguration(),
                Map.of("HADOOP_CONF_DIR", "/etc/elsewhere"),
                "Cannot reach a cluster: HADOOP_CONF_DIR, /etc/elsewhere, names no ResourceManager (set"
                        + " yarn.resourcemanager.hostname in its yarn-site.xml, or run with --local)");
    }

    /** Every build sees a client give up, which is what takes the time; this one sees all of the words. */
    @Tag("full")
    @Test
    void givesUpOnAResourceManagerThatIsNotThere() throws IOException {
        Configuration configuration = new YarnConfiguration();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            configuration.set(YarnConfiguration.RM_ADDRESS, "127.0.0.1:" + taken.getLocalPort());
        }
        assertUnreachable(
                configuration,
                Map.of(),
                "Cannot reach the ResourceManager: Connection refused (ResourceManager %s, file system file:///: are they up?)"
                        .formatted(configuration.get(YarnConfiguration.RM_ADDRESS)));
    }

    private static void assertUnreachable(
            Configuration configuration, Map<String, String> environment, String message) {
        assertThatThrownBy(() -> Submitter.connect(configuration, environment).close())
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CLUSTER_UNREACHABLE))
                .hasMessage(message);
    }
}
