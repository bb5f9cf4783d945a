package io.weft.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterSettingsTest {
    private static final ClusterSettings DEFAULTS = ClusterSettings.defaults();

    @Test
    void equalWhenAskedForTheSame() {
        assertThat(DEFAULTS.withNodes(5).withRacks("/a", "/b").withProperty("x", "1"))
                .isEqualTo(DEFAULTS.withProperty("x", "1").withRacks("/a", "/b").withNodes(5));
    }

    @Test
    void eachChangeKeepsTheOthers() {
        ClusterSettings settings = DEFAULTS.withReplication(3)
                .withBlockSize(4096)
                .withoutShuffleService()
                .withSynchronousScheduling()
                .withHeartbeat(Duration.ofMillis(100))
                .withProperty("x", "1")
                .withProperty("x", "2");
        assertThat(settings.hdfs()).isEqualTo(new ClusterSettings.Hdfs(3, 4096));
        assertThat(settings.yarn()).isEqualTo(new ClusterSettings.Yarn(false, false, Duration.ofMillis(100)));
        assertThat(settings.properties()).isEqualTo(Map.of("x", "2"));
    }

    @Test
    void refusesWhatCannotBeStarted() {
        assertThatThrownBy(() -> DEFAULTS.withNodes(255))
                .hasMessage("Cannot start 255 nodes: the number must be from 1 to 254");
        assertThatThrownBy(() -> DEFAULTS.withNodeSize(0, 1))
                .hasMessage("Cannot offer 0 MB and 1 cores: both must be positive");
        assertThatThrownBy(() -> DEFAULTS.withReplication(0))
                .hasMessage("Cannot keep 0 replicas: there must be at least one");
        assertThatThrownBy(() -> DEFAULTS.withBlockSize(1000))
                .hasMessage("Cannot use blocks of 1000 bytes: the size must be a multiple of 512");
        assertThatThrownBy(() -> DEFAULTS.withHeartbeat(Duration.ZERO))
                .hasMessage("Cannot send heartbeats every PT0S: it is too short");
    }
}
