package io.weft.runner.shuffle;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonConfigurationKeysPublic;

/**
 * Signs shuffle requests and replies with the application's secret, as Hadoop's ShuffleHandler does. A request's
 * signature covers the server's port and all of the request line that says what is wanted; a reply's covers the request's.
 *
 * <p>Safe for many threads. Never prints the secret.
 */
public final class ShuffleSignature {
    private final SecretKeySpec key;

    /**
     * Signs with an algorithm of the JDK's.
     *
     * @param secret the application's secret, at least one byte; copied
     * @param algorithm a name for {@link Mac#getInstance}, the one that the nodes use
     */
    public ShuffleSignature(byte[] secret, String algorithm) {
        this.key = new SecretKeySpec(secret, algorithm);
        newMac();
    }

    /** Signs with the algorithm that the cluster's configuration names. */
    public static ShuffleSignature of(byte[] secret, Configuration configuration) {
        return new ShuffleSignature(
                secret,
                configuration.get(
                        CommonConfigurationKeysPublic.HADOOP_SECURITY_SECRET_MANAGER_KEY_GENERATOR_ALGORITHM_KEY,
                        CommonConfigurationKeysPublic.HADOOP_SECURITY_SECRET_MANAGER_KEY_GENERATOR_ALGORITHM_DEFAULT));
    }

    /** What the {@code UrlHash} header of a request says. */
    String ofRequest(int port, String target) {
        return sign(port + target);
    }

    /** What the {@code ReplyHash} header of the reply to a request says. */
    String ofReply(String requestSignature) {
        return sign(requestSignature);
    }

    /** Compares in a time that says nothing about where the two differ. */
    static boolean matches(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private String sign(String message) {
        return Base64.getEncoder().encodeToString(newMac().doFinal(message.getBytes(StandardCharsets.UTF_8)));
    }

    private Mac newMac() {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "Cannot sign shuffle requests with '%s': %s (check %s)"
                            .formatted(
                                    key.getAlgorithm(),
                                    e.getMessage(),
                                    CommonConfigurationKeysPublic
                                            .HADOOP_SECURITY_SECRET_MANAGER_KEY_GENERATOR_ALGORITHM_KEY),
                    e);
        }
    }

    @Override
    public String toString() {
        return "ShuffleSignature[" + key.getAlgorithm() + "]";
    }
}
