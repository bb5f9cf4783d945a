package io.weft.runner.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.io.DataInputBuffer;
import org.apache.hadoop.io.DataOutputBuffer;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.token.Token;
import org.apache.hadoop.security.token.TokenIdentifier;
import org.junit.jupiter.api.Test;

class LinkTokenIdentifierTest {

    private static final String APPLICATION = "application_1700000000000_0042";

    private final ApplicationSecret secret = ApplicationSecret.generate();

    @Test
    void survivesTheWire() throws IOException {
        Token<LinkTokenIdentifier> token = new LinkTokenIdentifier(APPLICATION, "runner/container_1").mint(secret);

        Token<LinkTokenIdentifier> received = new Token<>();
        received.decodeFromUrlString(token.encodeToUrlString());
        LinkTokenIdentifier identifier = new LinkTokenIdentifier();
        identifier.readFields(bufferOf(received.getIdentifier()));

        assertThat(identifier.application()).isEqualTo(APPLICATION);
        assertThat(identifier.role()).isEqualTo("runner/container_1");
        assertThat(received.getKind()).isEqualTo(LinkTokenIdentifier.KIND);
        assertThat(received.getPassword()).isEqualTo(identifier.password(secret));
    }

    @Test
    void hasAPasswordOfItsOwnForEachApplicationRoleAndSecret() {
        byte[] password = new LinkTokenIdentifier(APPLICATION, "client").password(secret);

        assertThat(new LinkTokenIdentifier(APPLICATION, "appmaster").password(secret))
                .isNotEqualTo(password);
        assertThat(new LinkTokenIdentifier("application_1", "client").password(secret))
                .isNotEqualTo(password);
        assertThat(new LinkTokenIdentifier(APPLICATION, "client").password(ApplicationSecret.generate()))
                .isNotEqualTo(password);
    }

    @Test
    void showsNoSecret() {
        LinkTokenIdentifier identifier = new LinkTokenIdentifier(APPLICATION, "client");
        String letters = "abcdefghijklmnopqrstuvwxyzABCDEF";
        Token<LinkTokenIdentifier> token =
                identifier.mint(ApplicationSecret.of(letters.getBytes(StandardCharsets.US_ASCII)));

        assertThat(identifier).hasToString(APPLICATION + "/client");
        assertThat(token.toString()).contains("WEFT_LINK").doesNotContain(letters);
        assertThat(new String(token.getIdentifier(), StandardCharsets.ISO_8859_1))
                .doesNotContain(letters);
    }

    @Test
    void namesAUserThatIsNoKerberosPrincipal() {
        assertThat(new LinkTokenIdentifier(APPLICATION, "runner/container_1")
                        .getUser()
                        .getUserName())
                .isEqualTo(APPLICATION + ".runner.container_1");
    }

    @Test
    void refusesNamesThatAreNoNames() throws IOException {
        assertThatThrownBy(() -> new LinkTokenIdentifier(APPLICATION, "runner one"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid role in a link's token: 'runner one'");
        DataOutputBuffer forged = new DataOutputBuffer();
        forged.writeUTF("application\n1");
        forged.writeUTF("client");
        assertThatThrownBy(() -> new LinkTokenIdentifier().readFields(bufferOf(forged.getData())))
                .isInstanceOf(IOException.class)
                .hasMessage("Invalid application in a link's token: 'application\n1'");
    }

    @Test
    void isChosenByItsKindAmongOthers() {
        Token<LinkTokenIdentifier> ours = new LinkTokenIdentifier(APPLICATION, "client").mint(secret);
        Token<TokenIdentifier> other = new Token<>(new byte[1], new byte[1], new Text("OTHER"), new Text("here:1"));
        LinkTokenSelector selector = new LinkTokenSelector();

        assertThat(selector.selectToken(new Text("here:1"), List.of(other, ours)))
                .isSameAs(ours);
        assertThat(selector.selectToken(new Text("here:1"), List.of(other))).isNull();
    }

    private static DataInputBuffer bufferOf(byte[] bytes) {
        DataInputBuffer buffer = new DataInputBuffer();
        buffer.reset(bytes, bytes.length);
        return buffer;
    }
}
