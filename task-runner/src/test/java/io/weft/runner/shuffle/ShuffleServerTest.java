package io.weft.runner.shuffle;

import static io.weft.runner.shuffle.ShuffleNode.id;
import static io.weft.runner.shuffle.ShuffleNode.signature;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Weft's server does beyond the protocol that it shares with Hadoop's. */
@Timeout(60)
class ShuffleServerTest {
    private static final int LARGE = 64 << 20;

    @TempDir
    static Path root;

    private static LocalOutputs outputs;

    @BeforeAll
    static void writeAnOutput() throws IOException {
        outputs = ShuffleNode.directories(root);
        ShuffleNode.write(outputs, 0, 10, LARGE);
    }

    private ShuffleNode start(int connections, int idleMillis, int stallMillis) throws IOException {
        return ShuffleNode.weft(outputs, new ShuffleServer.Limits(connections, idleMillis, stallMillis));
    }

    private static String signed(ShuffleNode node, String target) throws IOException {
        return ShuffleProtocolTest.raw(
                node,
                "GET " + target + " HTTP/1.1\r\nUrlHash: "
                        + signature().ofRequest(node.address().port(), target) + "\r\n" + HttpHead.PROTOCOL_FIELDS
                        + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /mapOutput?job=job_1731234567890_0001&reduce=0&map=weft_1731234567890_0001_j0_s1_t0_a0 HTTP/1.1\r\n",
                "GET /mapOutput?job=job_1731234567890_0001&reduce=0&map=nothing HTTP/1.1\r\n",
                "GET /mapOutput?job=job_1_0001&reduce=0&map=nothing HTTP/1.1\r\nname: nobody\r\nUrlHash: AAAA\r\n",
                "POST / HTTP/1.1\r\n",
                "nonsense\r\n"
            })
    void tellsNothingToOneWhoDoesNotKnowTheSecret(String request) throws IOException {
        try (ShuffleNode node = start(8, 60_000, 60_000)) {
            assertThat(ShuffleProtocolTest.raw(node, request + "\r\n"))
                    .isEqualTo("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/mapOutput?job=job_1731234567890_0001&reduce=0&map=../weft_1731234567890_0001_j0_s1_t0_a0",
                "/mapOutput?job=job_1731234567890_0001&reduce=0&map=..%2Fweft_1731234567890_0001_j0_s1_t0_a0",
                "/mapOutput?job=job_1731234567890_0001&reduce=0&map=weft_1731234567890_0001_j0_s1_t0_a0/../x",
                "/mapOutput?job=job_1731234567890_0001&reduce=0&map=weft_1731234567890_0002_j0_s1_t0_a0",
                "/mapOutput?job=job_1731234567890_0001&reduce=-1&map=weft_1731234567890_0001_j0_s1_t0_a0",
                "/mapOutput?job=job_1731234567890_0001&reduce=x&map=weft_1731234567890_0001_j0_s1_t0_a0",
                "/mapOutput?job=job_1731234567890_0001&reduce=0&map=",
                "/mapOutput?job=job_1731234567890_0001&reduce=0&reduce=1&map=weft_1731234567890_0001_j0_s1_t0_a0",
                "/other?job=job_1731234567890_0001&reduce=0&map=weft_1731234567890_0001_j0_s1_t0_a0",
            })
    void refusesWhatIsNoRequestForItsOutputs(String target) throws IOException {
        try (ShuffleNode node = start(8, 60_000, 60_000)) {
            assertThat(signed(node, target)).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void namesTheMissingOutputToOneWhoMayKnow() throws IOException {
        try (ShuffleNode node = start(8, 60_000, 60_000)) {
            assertThat(signed(node, new ShuffleRequest(ShuffleNode.APPLICATION, 0, List.of(id(7)), false).target()))
                    .startsWith("HTTP/1.1 500 ")
                    .endsWith("Could not find map output " + id(7));
        }
    }

    @Test
    void closesAConnectionThatAsksForNothing() throws IOException {
        try (ShuffleNode node = start(8, 1_000, 60_000);
                Socket silent = new Socket("localhost", node.address().port())) {
            silent.getOutputStream().write(HttpHead.bytes("GET /mapOutput?job="));
            assertThat(silent.getInputStream().read()).isNegative();
        }
    }

    @Test
    void makesRoomByClosingAConnectionThatIsIdle() throws Exception {
        FaultySockets sockets = new FaultySockets();
        try (ShuffleNode node = start(1, 60_000, 60_000);
                ShuffleClient first = client(node, sockets);
                ShuffleClient second = client(node, sockets)) {
            for (int i = 0; i < 3; i++) {
                first.fetch(
                        0,
                        List.of(id(0)),
                        1,
                        (header, body) -> assertThat(body.readAllBytes()).hasSize(10));
                second.fetch(
                        0,
                        List.of(id(0)),
                        1,
                        (header, body) -> assertThat(body.readAllBytes()).hasSize(10));
            }
        }
    }

    private static ShuffleClient client(ShuffleNode node, FaultySockets sockets) {
        return new ShuffleClient(
                node.address(), signature(), new FetchSettings(4, 3, 1, 10_000, 60_000, 60_000), sockets);
    }

    @Test
    void closesInTheMiddleOfAReplyThatNobodyReads() throws IOException {
        ShuffleNode node = start(8, 60_000, 60_000);
        try (Socket reader = ShuffleProtocolTest.stalledFetch(node)) {
            node.close();
            assertThat(reader.getInputStream().readAllBytes().length).isLessThan(LARGE);
        }
        while (Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith("shuffle-server"))) {
            Thread.onSpinWait();
        }
    }

    @Test
    void givesTheRoomOfAReaderThatStandsStillToAnother() throws Exception {
        try (ShuffleNode node = start(1, 60_000, 2_000);
                Socket reader = ShuffleProtocolTest.stalledFetch(node);
                ShuffleClient client = client(node, new FaultySockets())) {
            client.fetch(
                    0,
                    List.of(id(0)),
                    1,
                    (header, body) -> assertThat(body.readAllBytes()).hasSize(10));

            assertThat(reader.getInputStream().readAllBytes().length).isLessThan(LARGE);
        }
    }
}
