package io.weft.appmaster.yarn;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.appmaster.cluster.ContainerRequest;
import io.weft.appmaster.cluster.ContainerRequest.Anywhere;
import io.weft.appmaster.cluster.ContainerRequest.InRack;
import io.weft.appmaster.cluster.ContainerRequest.OnHost;
import java.util.List;
import org.apache.hadoop.yarn.api.records.Priority;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.client.api.AMRMClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OpenAsksTest {
    private static final ContainerRequest ON_A = new OnHost(1, "a");
    private static final ContainerRequest ON_B = new OnHost(2, "b");
    private static final ContainerRequest SECOND_ON_A = new OnHost(3, "a");
    private static final ContainerRequest ANYWHERE = new Anywhere(4, List.of());
    private static final ContainerRequest RACK_OF_A = new InRack(7, "/rack-a", "a");
    private static final ContainerRequest RATHER_B = new Anywhere(5, List.of("b", "c"));

    private final OpenAsks asks = new OpenAsks(Resource.newInstance(512, 1));

    @Test
    void asksForOneHostAndNoOther() {
        AMRMClient.ContainerRequest sent = asks.open(ON_A);
        assertThat(sent.getNodes()).containsExactly("a");
        assertThat(sent.getRelaxLocality()).isFalse();
        assertThat(sent.getPriority()).isEqualTo(OpenAsks.ON_HOST);
        assertThat(sent.getAllocationRequestId()).isZero();
    }

    @Test
    void asksForAnyHostAtAnotherPriority() {
        AMRMClient.ContainerRequest sent = asks.open(RATHER_B);
        assertThat(sent.getNodes()).containsExactly("b", "c");
        assertThat(sent.getRelaxLocality()).isTrue();
        assertThat(sent.getPriority()).isEqualTo(OpenAsks.ANYWHERE);
        assertThat(asks.open(ANYWHERE).getNodes()).isNull();
    }

    @Test
    void asksForARackAndNoOther() {
        AMRMClient.ContainerRequest sent = asks.open(RACK_OF_A);
        assertThat(sent.getNodes()).isNull();
        assertThat(sent.getRacks()).containsExactly("/rack-a");
        assertThat(sent.getRelaxLocality()).isFalse();
        assertThat(sent.getPriority()).isEqualTo(OpenAsks.IN_RACK);

        assertThat(answer(OpenAsks.IN_RACK, "b")).isNull();
        assertThat(answer(OpenAsks.IN_RACK, "a")).isEqualTo(RACK_OF_A);
    }

    @Test
    void answersEachRequestOnce() {
        asks.open(ON_A);
        asks.open(ON_B);
        asks.open(SECOND_ON_A);
        assertThat(answer(OpenAsks.ON_HOST, "a")).isEqualTo(ON_A);
        assertThat(answer(OpenAsks.ON_HOST, "a")).isEqualTo(SECOND_ON_A);
        assertThat(answer(OpenAsks.ON_HOST, "a")).isNull();
        assertThat(asks.isEmpty()).isFalse();
        assertThat(answer(OpenAsks.ON_HOST, "b")).isEqualTo(ON_B);
        assertThat(asks.isEmpty()).isTrue();
    }

    @Test
    void neverAnswersARequestForOneHostWithAContainerThatWasAskedForAnywhere() {
        asks.open(ON_A);
        assertThat(answer(OpenAsks.ANYWHERE, "a")).isNull();
    }

    @Test
    void answersTheRequestThatPrefersTheHostFirst() {
        asks.open(ANYWHERE);
        asks.open(RATHER_B);
        assertThat(answer(OpenAsks.ANYWHERE, "c")).isEqualTo(RATHER_B);
        assertThat(answer(OpenAsks.ANYWHERE, "c")).isEqualTo(ANYWHERE);
    }

    @Test
    void takesBackWhatIsOpenAndNothingElse() {
        AMRMClient.ContainerRequest sent = asks.open(ON_A);
        assertThat(asks.close(ON_A)).isSameAs(sent);
        assertThat(asks.close(ON_A)).isNull();
        assertThat(answer(OpenAsks.ON_HOST, "a")).isNull();
    }

    private @Nullable ContainerRequest answer(Priority priority, String host) {
        OpenAsks.Ask ask = asks.answer(priority, host, "/rack-" + host);
        return ask == null ? null : ask.request();
    }
}
