package io.weft.runner.shuffle;

import static io.weft.runner.shuffle.ShuffleNode.APPLICATION;
import static io.weft.runner.shuffle.ShuffleNode.SECRET;
import static io.weft.runner.shuffle.ShuffleNode.content;
import static io.weft.runner.shuffle.ShuffleNode.id;
import static io.weft.runner.shuffle.ShuffleNode.signature;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weft.runner.shuffle.FetchFailure.Cause;
import io.weft.runner.shuffle.ShuffleAddress.Server;
import io.weft.runner.shuffle.ShuffleNode.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What client and server say to each other, with Weft's server and with Hadoop's own ShuffleHandler. */
class ShuffleProtocolTest {
    private static final FetchSettings SETTINGS = new FetchSettings(4, 3, 1, 10_000, 60_000, 200);

    @TempDir
    private Path root;

    private final FaultySockets sockets = new FaultySockets();
    private final Received received = new Received();

    /** Keeps the segments that arrive whole, in order, and refuses one that comes twice. */
    private static final class Received implements SegmentReceiver {
        private final Map<MapOutputId, byte[]> segments = new LinkedHashMap<>();

        @Override
        public void receive(SegmentHeader header, InputStream body) throws IOException {
            byte[] bytes = new byte[(int) header.length()];
            assertThat(body.readNBytes(bytes, 0, bytes.length)).isEqualTo(bytes.length);
            assertThat(segments.put(header.output(), bytes)).isNull();
        }
    }

    private ShuffleClient client(ShuffleNode node) {
        return client(node.address(), signature());
    }

    private ShuffleClient client(ShuffleAddress address, ShuffleSignature signature) {
        return new ShuffleClient(address, signature, SETTINGS, sockets);
    }

    private static List<MapOutputId> ids(int count) {
        return IntStream.range(0, count).mapToObj(ShuffleNode::id).toList();
    }

    private FetchFailure failureOf(ShuffleClient client, int partition, List<MapOutputId> outputs) {
        FetchFailedException e =
                catchThrowableOfType(FetchFailedException.class, () -> client.fetch(partition, outputs, 100, received));
        assertThat(e).isNotNull();
        return e.failure();
    }

    @ParameterizedTest
    @EnumSource
    void fetchesOnePartitionOfSeveralOutputsInTheirOrder(Kind kind) throws Exception {
        try (ShuffleNode node = ShuffleNode.start(kind, root);
                ShuffleClient client = client(node)) {
            node.write(0, 10, 1000, 0);
            node.write(1, 0, 0, 0);
            node.write(2, 5, 70_000, 1);

            client.fetch(1, List.of(id(2), id(1), id(0)), 100, received);

            assertThat(received.segments.keySet()).containsExactly(id(2), id(1), id(0));
            assertThat(received.segments.get(id(2))).isEqualTo(content(2, 1, 70_000));
            assertThat(received.segments.get(id(1))).isEmpty();
            assertThat(received.segments.get(id(0))).isEqualTo(content(0, 1, 1000));
            assertThat(sockets.requestLines()).hasSize(1);
            assertThat(client.retries()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void fetchesAPartitionOf80Megabytes(Kind kind) throws Exception {
        int length = 80 << 20;
        try (ShuffleNode node = ShuffleNode.start(kind, root);
                ShuffleClient client = client(node)) {
            node.write(0, 100, length, 100);

            client.fetch(1, List.of(id(0)), 1, received);

            assertThat(received.segments.get(id(0))).isEqualTo(content(0, 1, length));
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesAnotherSecret(Kind kind) throws Exception {
        byte[] secret = SECRET.clone();
        secret[0]++;
        try (ShuffleNode node = ShuffleNode.start(kind, root);
                ShuffleClient client = client(node.address(), new ShuffleSignature(secret, "HmacSHA1"))) {
            node.write(0, 10);

            assertThat(failureOf(client, 0, ids(1)).cause()).isEqualTo(Cause.UNAUTHORIZED);
            assertThat(received.segments).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesAnApplicationThatIsNotRegistered(Kind kind) throws Exception {
        ShuffleApplication other = new ShuffleApplication(APPLICATION.clusterTimestamp(), 2);
        try (ShuffleNode node = ShuffleNode.start(kind, root);
                ShuffleClient client = client(node)) {
            assertThat(failureOf(client, 0, List.of(id(other, 0))).cause()).isEqualTo(Cause.UNAUTHORIZED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesARequestThatIsNotSigned(Kind kind) throws Exception {
        try (ShuffleNode node = ShuffleNode.start(kind, root)) {
            node.write(0, 10);
            String request = ShuffleRequest.forFirst(0, ids(1), 1).line() + "\r\n" + HttpHead.PROTOCOL_FIELDS + "\r\n";

            assertThat(raw(node, request)).startsWith("HTTP/1.1 401 ");
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesAnotherVersionOfTheProtocol(Kind kind) throws Exception {
        try (ShuffleNode node = ShuffleNode.start(kind, root)) {
            node.write(0, 10);
            ShuffleRequest request = ShuffleRequest.forFirst(0, ids(1), 1);
            String signed = request.line() + "\r\nUrlHash: "
                    + signature().ofRequest(node.address().port(), request.target())
                    + "\r\nname: mapreduce\r\nversion: 2.0.0\r\n\r\n";

            assertThat(raw(node, signed)).startsWith("HTTP/1.1 400 ");
        }
    }

    /** A connection to a node whose server is sending partition 1 of output 0, of which only the first bytes are read. */
    static Socket stalledFetch(ShuffleNode node) throws IOException {
        Socket socket = new Socket("localhost", node.address().port());
        ShuffleRequest request = ShuffleRequest.forFirst(1, ids(1), 1);
        socket.getOutputStream()
                .write(HttpHead.bytes(request.line() + "\r\nUrlHash: "
                        + signature().ofRequest(node.address().port(), request.target()) + "\r\n"
                        + HttpHead.PROTOCOL_FIELDS + "\r\n"));
        assertThat(socket.getInputStream().readNBytes(15)).isEqualTo(HttpHead.bytes("HTTP/1.1 200 OK"));
        return socket;
    }

    /** Sends a request and returns all that comes back until the server closes. */
    static String raw(ShuffleNode node, String request) throws IOException {
        try (Socket socket = new Socket("localhost", node.address().port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesTheOutputThatIsMissingAndFetchesThoseBeforeIt(Kind kind) throws Exception {
        try (ShuffleNode node = ShuffleNode.start(kind, root);
                ShuffleClient client = client(node)) {
            node.write(0, 10);
            node.write(1, 10);
            node.write(2, 10);
            Files.delete(node.data(2));

            FetchFailure failure = failureOf(client, 0, ids(3));

            assertThat(failure.cause()).isEqualTo(Cause.MISSING);
            assertThat(failure.output()).isEqualTo(id(2));
            assertThat(failure.address()).isEqualTo(node.address());
            assertThat(received.segments.keySet()).containsExactly(id(0), id(1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesAPartitionThatAnOutputDoesNotHave(Kind kind) throws Exception {
        try (ShuffleNode node = ShuffleNode.start(kind, root);
                ShuffleClient client = client(node)) {
            node.write(0, 10, 10);

            assertThat(failureOf(client, 2, ids(1)).cause()).isEqualTo(Cause.MISSING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void doesNotTakeACutFileForAShortSegment(Kind kind) throws Exception {
        try (ShuffleNode node = ShuffleNode.start(kind, root);
                ShuffleClient client = client(node)) {
            node.write(0, 10, 200_000);
            try (FileChannel file = FileChannel.open(node.data(0), StandardOpenOption.WRITE)) {
                file.truncate(100_000);
            }

            assertThat(failureOf(client, 1, ids(1)).cause()).isIn(Cause.MISSING, Cause.BROKEN);
            assertThat(received.segments).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void detectsBytesThatChangedOnTheDisk(Kind kind) throws Exception {
        try (ShuffleNode node = ShuffleNode.start(kind, root);
                ShuffleClient client = client(node)) {
            node.write(0, 10, 50_000);
            node.write(1, 10, 50_000);
            node.damage(1, 49_000);

            FetchFailure failure = failureOf(client, 1, ids(2));

            assertThat(failure.cause()).isEqualTo(Cause.CORRUPT);
            assertThat(failure.output()).isEqualTo(id(1));
            assertThat(received.segments.keySet()).containsExactly(id(0));
        }
    }

    @ParameterizedTest
    @EnumSource
    void fetchesAgainWhatChangedOnTheWay(Kind kind) throws Exception {
        try (ShuffleNode node = ShuffleNode.start(kind, root);
                ShuffleClient client = client(node)) {
            node.write(0, 50_000);
            node.write(1, 50_000);
            sockets.damageAt(90_000);

            client.fetch(0, ids(2), 100, received);

            assertThat(received.segments.get(id(0))).isEqualTo(content(0, 0, 50_000));
            assertThat(received.segments.get(id(1))).isEqualTo(content(1, 0, 50_000));
            assertThat(client.retries()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void goesOnAfterABrokenConnectionWithTheSegmentThatBroke(Kind kind) throws Exception {
        try (ShuffleNode node = ShuffleNode.start(kind, root);
                ShuffleClient client = client(node)) {
            for (int task = 0; task < 3; task++) {
                node.write(task, 50_000);
            }
            sockets.endAfter(70_000);

            client.fetch(0, ids(3), 100, received);

            for (int task = 0; task < 3; task++) {
                assertThat(received.segments.get(id(task))).isEqualTo(content(task, 0, 50_000));
            }
            assertThat(sockets.requestLines()).hasSize(2);
            assertThat(sockets.requestLines().get(1)).doesNotContain(id(0).toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesUpAnOutputWhoseConnectionsKeepBreaking(Kind kind) throws Exception {
        try (ShuffleNode node = ShuffleNode.start(kind, root);
                ShuffleClient client = client(node)) {
            node.write(0, 50_000);
            for (int i = 0; i < SETTINGS.tries(); i++) {
                sockets.endAfter(30_000);
            }

            assertThat(failureOf(client, 0, ids(1)).cause()).isEqualTo(Cause.BROKEN);
            assertThat(sockets.connections()).isEqualTo(SETTINGS.tries());
        }
    }

    @ParameterizedTest
    @EnumSource
    void dividesManyOutputsAmongRequestsThatTheServerTakes(Kind kind) throws Exception {
        int outputs = 300;
        try (ShuffleNode node = ShuffleNode.start(kind, root);
                ShuffleClient client = client(node)) {
            for (int task = 0; task < outputs; task++) {
                node.write(task, 20);
            }

            client.fetch(0, ids(outputs), outputs, received);

            assertThat(received.segments).hasSize(outputs);
            assertThat(sockets.requestLines()).hasSizeBetween(3, 4);
            assertThat(sockets.requestLines())
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(4096));
            assertThat(sockets.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void replacesAConnectionThatTheServerClosedWhileItWasIdle(Kind kind) throws Exception {
        try (ShuffleNode node = ShuffleNode.start(kind, root);
                ShuffleClient client = client(node)) {
            node.write(0, 10, 20, 30);
            client.fetch(0, ids(1), 1, new Received());
            client.fetch(1, ids(1), 1, new Received());
            assertThat(sockets.connections()).isEqualTo(1);

            sockets.endAll();
            client.fetch(2, ids(1), 1, received);

            assertThat(received.segments.get(id(0))).isEqualTo(content(0, 2, 30));
            assertThat(sockets.connections()).isEqualTo(2);
            assertThat(client.retries()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void waitsForAServerThatIsBusy(Kind kind) throws Exception {
        FetchSettings patient = new FetchSettings(4, 3, 1, 10_000, 60_000, 60_000);
        try (ShuffleNode node = ShuffleNode.start(kind, root, 1);
                ShuffleClient client = new ShuffleClient(node.address(), signature(), patient, sockets)) {
            node.write(0, 10, 64 << 20);
            sockets.before(1, stalledFetch(node));

            client.fetch(0, ids(1), 1, received);

            assertThat(received.segments.get(id(0))).isEqualTo(content(0, 0, 10));
            assertThat(client.retries()).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesUpAServerThatStaysBusy(Kind kind) throws Exception {
        try (ShuffleNode node = ShuffleNode.start(kind, root, 1);
                ShuffleClient client = client(node)) {
            node.write(0, 10, 64 << 20);
            try (Socket first = stalledFetch(node)) {
                FetchFailure failure = failureOf(client, 0, ids(1));

                assertThat(first.isClosed()).isFalse();
                assertThat(failure.cause()).isEqualTo(Cause.BUSY);
                assertThat(failure.cause().wholeHost()).isTrue();
            }
        }
    }

    @Test
    void triesAServerThatIsGoneAndThenNamesIt() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0)) {
            port = gone.getLocalPort();
        }
        ShuffleAddress address = new ShuffleAddress("localhost", port, Server.NODE);
        try (ShuffleClient client = client(address, signature())) {
            FetchFailure failure = failureOf(client, 0, ids(2));

            assertThat(failure.cause()).isEqualTo(Cause.UNREACHABLE);
            assertThat(failure.toString())
                    .startsWith("[weft_1731234567890_0001_j0_s1_t0_a0] Cannot fetch from localhost:" + port + " (")
                    .contains("UNREACHABLE", "refused");
            assertThat(sockets.connections()).isEqualTo(SETTINGS.tries());
        }
    }

    @Test
    void refusesAReplyThatIsNotSignedWithTheSecret() throws Exception {
        List<String> requests = new ArrayList<>();
        try (ServerSocket impostor = new ServerSocket(0)) {
            Thread thread = new Thread(() -> {
                try {
                    while (requests.size() < 2) {
                        try (Socket socket = impostor.accept()) {
                            HttpHead head = HttpHead.read(socket.getInputStream());
                            requests.add(head == null ? "" : head.firstLine());
                            socket.getOutputStream()
                                    .write(HttpHead.bytes("HTTP/1.1 200 OK\r\n" + HttpHead.PROTOCOL_FIELDS
                                            + "ReplyHash: AAAA\r\nContent-Length: 3\r\n\r\nabc"));
                        }
                    }
                } catch (IOException e) {
                    requests.add(e.toString());
                }
            });
            thread.start();
            ShuffleAddress address = new ShuffleAddress("localhost", impostor.getLocalPort(), Server.NODE);
            try (ShuffleClient client = client(address, signature())) {
                assertThat(failureOf(client, 0, ids(1)).cause()).isEqualTo(Cause.INVALID_REPLY);
            }
            thread.join();
        }
        assertThat(requests).allMatch(line -> line.startsWith("GET /mapOutput?job="));
    }

    @Test
    void endsAFetchThatIsClosedFromAnotherThread() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            ShuffleAddress address = new ShuffleAddress("localhost", silent.getLocalPort(), Server.NODE);
            ShuffleClient client = client(address, signature());
            Thread closer = new Thread(() -> {
                try (Socket socket = silent.accept()) {
                    HttpHead.read(socket.getInputStream());
                    client.close();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            closer.start();

            assertThatThrownBy(() -> client.fetch(0, ids(1), 1, received)).isInstanceOf(InterruptedException.class);
            closer.join();
        }
    }
}
