package io.weft.appmaster.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.runner.link.ApplicationSecret;
import io.weft.runner.link.LinkFailedException;
import io.weft.runner.link.LinkRefusedException;
import io.weft.runner.link.LinkTokenIdentifier;
import io.weft.runner.link.MasterLink;
import io.weft.runner.link.RpcMasterLink;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.token.Token;
import org.apache.hadoop.security.token.TokenIdentifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LinkServerTest {

    private static final String APPLICATION = "application_1700000000000_0001";

    private final ApplicationSecret secret = ApplicationSecret.generate();
    private final Configuration configuration = new Configuration();
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final BlockingQueue<LinkReply> polls = new LinkedBlockingQueue<>();

    @AfterEach
    void stopCallers() {
        callers.shutdownNow();
    }

    @Test
    void letsInTheHolderOfATokenAndKnowsItsRole() throws IOException {
        try (LinkServer server = server(configuration);
                MasterLink link = link(server, "runner/container_7")) {
            assertThat(text(link.call(bytes("who")))).isEqualTo(APPLICATION + "/runner/container_7");
        }
    }

    @Test
    void refusesACallerWithoutAToken() throws IOException {
        try (LinkServer server = server(configuration);
                MasterLink link = new RpcMasterLink(
                        configuration, address(server), UserGroupInformation.createRemoteUser("whoever"))) {
            assertRefused(link, "SIMPLE authentication is not enabled.  Available:[TOKEN]");
        }
    }

    @Test
    void refusesATokenOfAnotherSecret() throws IOException {
        Token<LinkTokenIdentifier> forged =
                new LinkTokenIdentifier(APPLICATION, "client").mint(ApplicationSecret.generate());
        try (LinkServer server = server(configuration);
                MasterLink link = new RpcMasterLink(configuration, address(server), forged)) {
            assertRefused(link, "Mismatched response");
        }
    }

    @Test
    void refusesATokenOfAnotherApplication() throws IOException {
        Token<LinkTokenIdentifier> other = new LinkTokenIdentifier("application_2", "client").mint(secret);
        try (LinkServer server = server(configuration);
                MasterLink link = new RpcMasterLink(configuration, address(server), other)) {
            assertRefused(
                    link, "Cannot accept a caller of application_2: this is the AppMaster of " + APPLICATION + " (");
        }
    }

    @Test
    void refusesATokenOfAnotherKind() throws IOException {
        Token<LinkTokenIdentifier> token = new LinkTokenIdentifier(APPLICATION, "client").mint(secret);
        UserGroupInformation user = UserGroupInformation.createRemoteUser("whoever");
        user.addToken(
                new Token<TokenIdentifier>(token.getIdentifier(), token.getPassword(), new Text("OTHER"), new Text()));
        try (LinkServer server = server(configuration);
                MasterLink link = new RpcMasterLink(configuration, address(server), user)) {
            assertRefused(link, "Client cannot authenticate via:[TOKEN]");
        }
    }

    @Test
    void refusesAnIdentityThatItsTokenWasNotMintedFor() throws IOException {
        Token<LinkTokenIdentifier> runner = new LinkTokenIdentifier(APPLICATION, "runner/container_7").mint(secret);
        Token<LinkTokenIdentifier> raised = new Token<>(
                new LinkTokenIdentifier(APPLICATION, "appmaster").getBytes(),
                runner.getPassword(),
                LinkTokenIdentifier.KIND,
                new Text());
        try (LinkServer server = server(configuration);
                MasterLink link = new RpcMasterLink(configuration, address(server), raised)) {
            assertRefused(link, "Mismatched response");
        }
    }

    @Test
    void needsNoEntryInTheClustersListOfProtocols() throws IOException {
        configuration.setBoolean("hadoop.security.authorization", true);
        try (LinkServer server = server(configuration);
                MasterLink link = link(server, "client")) {
            assertThat(text(link.call(bytes("who")))).isEqualTo(APPLICATION + "/client");
        }
    }

    @Test
    void leavesTheProcessUnsecuredAndItsConfigurationAlone() throws IOException {
        Configuration before = new Configuration(configuration);
        try (LinkServer server = server(configuration);
                MasterLink link = link(server, "client")) {
            assertThat(text(link.call(bytes("secured?")))).isEqualTo("false");
        }
        assertThat(UserGroupInformation.isSecurityEnabled()).isFalse();
        assertThat(configuration).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void answersASmallCallWhileManyPollsWait() throws Exception {
        try (LinkServer server = server(configuration);
                MasterLink link = link(server, "client")) {
            List<Future<byte[]>> waiting = new ArrayList<>();
            List<LinkReply> held = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                waiting.add(callers.submit(() -> link.call(bytes("poll"))));
            }
            for (int i = 0; i < 64; i++) {
                held.add(polls.take());
            }

            assertThat(text(link.call(bytes("who")))).isEqualTo(APPLICATION + "/client");
            assertThat(waiting).noneMatch(Future::isDone);

            for (LinkReply reply : held) {
                reply.answer(bytes("news"));
            }
            for (Future<byte[]> poll : waiting) {
                assertThat(text(poll.get())).isEqualTo("news");
            }
        }
    }

    @Test
    void carriesMessagesUpToTheLimitAndReportsLongerOnesAtOnce() throws IOException {
        configuration.setInt("ipc.maximum.data.length", 1 << 20);
        configuration.setInt("ipc.maximum.response.length", 1 << 20);
        try (LinkServer server = server(configuration);
                MasterLink link = link(server, "client")) {
            byte[] longest = new byte[MasterLink.MAX_MESSAGE_BYTES];
            new Random(42).nextBytes(longest);
            assertThat(link.call(longest)).isEqualTo(longest);

            assertThatThrownBy(() -> link.call(new byte[MasterLink.MAX_MESSAGE_BYTES + 1]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageEndingWith(
                            "Cannot call the AppMaster: a request of 16777217 bytes is over the limit of 16777216 (send it in pages)");
            assertThatThrownBy(() -> link.call(bytes("too much")))
                    .isInstanceOf(LinkFailedException.class)
                    .hasMessage("Cannot send a reply of 16777217 bytes: the limit is 16777216 (ask for it in pages)");
            assertThat(text(link.call(bytes("who")))).isEqualTo(APPLICATION + "/client");
        }
    }

    @Test
    void tellsAFailureInTheServicesOwnWordsOnly() throws IOException {
        try (LinkServer server = server(configuration);
                MasterLink link = link(server, "client")) {
            assertThatThrownBy(() -> link.call(bytes("fail")))
                    .isInstanceOf(LinkFailedException.class)
                    .hasMessage("Cannot find stage 9:\nthe job has 3");
            assertThatThrownBy(() -> link.call(bytes("throw")))
                    .isInstanceOf(LinkFailedException.class)
                    .hasMessage("Cannot answer " + APPLICATION
                            + "/client: java.lang.IllegalStateException: broken (the AppMaster's log has the stack)");
            assertThat(text(link.call(bytes("answer, then throw")))).isEqualTo("answered");
        }
    }

    @Test
    void takesOneAnswerOnly() throws Exception {
        try (LinkServer server = server(configuration);
                MasterLink link = link(server, "client")) {
            Future<byte[]> poll = callers.submit(() -> link.call(bytes("poll")));
            LinkReply reply = polls.take();
            reply.answer(bytes("news"));

            assertThat(text(poll.get())).isEqualTo("news");
            assertThatThrownBy(() -> reply.fail("too late"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("This call has been answered before");
        }
    }

    @Test
    void failsACallWhoseServerCloses() throws Exception {
        LinkServer server = server(configuration);
        try (MasterLink link = link(server, "client")) {
            Future<byte[]> poll = callers.submit(() -> link.call(bytes("poll")));
            polls.take();
            server.close();

            assertThatThrownBy(poll::get)
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessageContaining("Cannot reach the AppMaster: ");
            assertThatThrownBy(() -> link.call(bytes("who")))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessageContaining("Cannot reach the AppMaster: ConnectException: Connection refused");
        }
    }

    @Test
    void sendsTheLastReplyBeforeItCloses() throws Exception {
        byte[] large = new byte[10 << 20];
        new Random(43).nextBytes(large);
        LinkServer server = server(configuration);
        Future<byte[]> poll = callers.submit(() -> {
            try (MasterLink link = link(server, "client")) {
                return link.call(bytes("poll"));
            }
        });
        polls.take().answer(large);
        server.close();

        assertThat(poll.get()).isEqualTo(large);
    }

    @Test
    void failsACallWhoseLinkCloses() throws Exception {
        try (LinkServer server = server(configuration);
                MasterLink other = link(server, "client")) {
            MasterLink link = link(server, "client");
            Future<byte[]> poll = callers.submit(() -> link.call(bytes("poll")));
            polls.take();
            link.close();

            assertThatThrownBy(poll::get)
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(IOException.class)
                    .hasMessageEndingWith("Cannot call the AppMaster: this link has been closed");
            assertThatThrownBy(() -> link.call(bytes("who")))
                    .isInstanceOf(IOException.class)
                    .hasMessageEndingWith("Cannot call the AppMaster: this link has been closed");
            assertThat(text(other.call(bytes("who")))).isEqualTo(APPLICATION + "/client");
        }
    }

    @Test
    void saysWhoCannotBeReached() throws IOException {
        int port;
        try (ServerSocket unused = new ServerSocket(0)) {
            port = unused.getLocalPort();
        }
        configuration.setInt("ipc.client.connect.max.retries", 1000);
        try (MasterLink link = new RpcMasterLink(
                configuration,
                new InetSocketAddress("localhost", port),
                new LinkTokenIdentifier(APPLICATION, "client").mint(secret))) {
            assertThatThrownBy(() -> link.call(bytes("who")))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("[localhost:%d] Cannot reach the AppMaster: ConnectException: Connection refused"
                            .formatted(port));
        }
    }

    @Test
    void encryptsWhereBothSidesWantPrivacyAndRefusesWhereOneDoes() throws IOException {
        Configuration secretive = new Configuration(configuration);
        secretive.set("hadoop.rpc.protection", "privacy");
        Token<LinkTokenIdentifier> token = new LinkTokenIdentifier(APPLICATION, "client").mint(secret);
        try (LinkServer secretiveServer = server(secretive);
                LinkServer openServer = server(configuration);
                MasterLink both = new RpcMasterLink(secretive, address(secretiveServer), token);
                MasterLink callerOnly = new RpcMasterLink(secretive, address(openServer), token);
                MasterLink serverOnly = new RpcMasterLink(configuration, address(secretiveServer), token)) {
            assertThat(text(both.call(bytes("who")))).isEqualTo(APPLICATION + "/client");
            assertRefused(callerOnly, "No common protection layer between client and server");
            assertRefused(serverOnly, "No common protection layer between client and server");
        }
    }

    private LinkServer server(Configuration settings) throws IOException {
        return new LinkServer(settings, LinkServer.ALL_ADDRESSES, APPLICATION, secret, this::answer);
    }

    private MasterLink link(LinkServer server, String role) throws IOException {
        return new RpcMasterLink(
                configuration, address(server), new LinkTokenIdentifier(APPLICATION, role).mint(secret));
    }

    private static InetSocketAddress address(LinkServer server) {
        return new InetSocketAddress("localhost", server.port());
    }

    private static void assertRefused(MasterLink link, String reason) {
        assertThatThrownBy(() -> link.call(bytes("who")))
                .isInstanceOf(LinkRefusedException.class)
                .hasMessageContaining("Cannot call the AppMaster: it refused this caller: ")
                .hasMessageContaining(reason);
    }

    /** The service: what it does is the request's own text, and what it does not know it echoes. */
    private void answer(LinkCaller caller, byte[] request, LinkReply reply) {
        switch (request.length < 100 ? text(request) : "echo") {
            case "who" -> reply.answer(bytes(caller.toString()));
            case "secured?" -> reply.answer(bytes(String.valueOf(UserGroupInformation.isSecurityEnabled())));
            case "poll" -> polls.add(reply);
            case "too much" -> reply.answer(new byte[MasterLink.MAX_MESSAGE_BYTES + 1]);
            case "fail" -> reply.fail("Cannot find stage 9:\nthe job has 3");
            case "throw" -> throw new IllegalStateException("broken");
            case "answer, then throw" -> {
                reply.answer(bytes("answered"));
                throw new IllegalStateException("broken afterwards");
            }
            default -> reply.answer(request);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
