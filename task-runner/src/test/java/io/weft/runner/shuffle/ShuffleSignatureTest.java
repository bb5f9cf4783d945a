package io.weft.runner.shuffle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.ShuffleHandler;
import org.apache.hadoop.mapreduce.security.SecureShuffleUtils;
import org.apache.hadoop.mapreduce.security.token.JobTokenSecretManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShuffleSignatureTest {
    private static final byte[] SECRET = ShuffleNode.bytes(new Random(2), 32);

    @Test
    void signsAsHadoopDoes() throws IOException {
        ShuffleSignature signature = ShuffleSignature.of(SECRET, new Configuration());

        String request = signature.ofRequest(13562, "/mapOutput?job=job_1_0001&reduce=0&map=a");

        assertThat(request)
                .isEqualTo(SecureShuffleUtils.hashFromString(
                        "13562/mapOutput?job=job_1_0001&reduce=0&map=a",
                        JobTokenSecretManager.createSecretKey(SECRET)));
        assertThat(signature.ofReply(request))
                .isEqualTo(SecureShuffleUtils.hashFromString(request, JobTokenSecretManager.createSecretKey(SECRET)));
    }

    @Test
    void signsWithTheAlgorithmOfTheCluster() throws Exception {
        Configuration configuration = new Configuration(false);
        configuration.set("hadoop.security.secret-manager.key-generator.algorithm", "HmacSHA256");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));

        assertThat(ShuffleSignature.of(SECRET, configuration).ofReply("x"))
                .isEqualTo(Base64.getEncoder().encodeToString(mac.doFinal("x".getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void namesTheSettingOfAnAlgorithmThatDoesNotExist() {
        assertThatThrownBy(() -> new ShuffleSignature(SECRET, "HmacSHA0"))
                .hasMessageStartingWith("Cannot sign shuffle requests with 'HmacSHA0'")
                .hasMessageEndingWith("(check hadoop.security.secret-manager.key-generator.algorithm)");
    }

    @Test
    void doesNotPrintTheSecret() {
        assertThat(new ShuffleSignature(SECRET, "HmacSHA1")).hasToString("ShuffleSignature[HmacSHA1]");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 32, 127, 128, 300})
    void registersASecretAsHadoopReadsIt(int length) throws IOException {
        byte[] secret = ShuffleNode.bytes(new Random(length), length);

        assertThat(ShuffleHandler.deserializeServiceData(NodeShuffleService.registration(secret))
                        .getPassword())
                .isEqualTo(secret);
    }

    @Test
    void readsThePortThatTheServiceReports() throws IOException {
        assertThat(NodeShuffleService.port(ShuffleHandler.serializeMetaData(40_000)))
                .isEqualTo(40_000);
        assertThatThrownBy(() -> NodeShuffleService.port(ByteBuffer.allocate(3)))
                .hasMessageContaining("3 bytes");
        assertThatThrownBy(() -> NodeShuffleService.registration(new byte[0]))
                .hasMessage("Cannot register an empty secret: every fetch would be refused");
    }
}
