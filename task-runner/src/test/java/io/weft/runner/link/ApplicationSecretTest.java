package io.weft.runner.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.Credentials;
import org.junit.jupiter.api.Test;

class ApplicationSecretTest {

    private static final byte[] LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEF".getBytes(StandardCharsets.US_ASCII);

    @Test
    void travelsInCredentials() throws IOException {
        ApplicationSecret secret = ApplicationSecret.generate();
        Credentials credentials = new Credentials();
        secret.storeIn(credentials);

        assertThat(ApplicationSecret.loadFrom(new Credentials(credentials))).isEqualTo(secret);
        assertThat(credentials.getSecretKey(new Text("weft.application.secret")))
                .isEqualTo(secret.bytes());
    }

    @Test
    void saysWhatIsMissingInCredentials() {
        Credentials damaged = new Credentials();
        damaged.addSecretKey(new Text("weft.application.secret"), new byte[3]);

        assertThatThrownBy(() -> ApplicationSecret.loadFrom(new Credentials()))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Cannot find the application's secret: the credentials hold nothing under");
        assertThatThrownBy(() -> ApplicationSecret.loadFrom(damaged))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("hold 3 bytes under");
    }

    @Test
    void isNeverTheSameTwice() {
        assertThat(ApplicationSecret.generate()).isNotEqualTo(ApplicationSecret.generate());
        assertThat(ApplicationSecret.generate().bytes()).hasSize(ApplicationSecret.LENGTH);
    }

    @Test
    void keepsItsBytesToItself() {
        byte[] given = LETTERS.clone();
        ApplicationSecret secret = ApplicationSecret.of(given);
        Arrays.fill(given, (byte) 0);
        Arrays.fill(secret.bytes(), (byte) 0);

        assertThat(secret.bytes()).isEqualTo(LETTERS);
        assertThat(secret).isEqualTo(ApplicationSecret.of(LETTERS)).hasSameHashCodeAs(ApplicationSecret.of(LETTERS));
    }

    @Test
    void showsNothingOfItself() {
        assertThat(ApplicationSecret.of(LETTERS)).hasToString("ApplicationSecret[not shown]");
    }

    @Test
    void hasOneLength() {
        assertThatThrownBy(() -> ApplicationSecret.of(new byte[31]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid application secret: 31 bytes instead of 32");
    }
}
