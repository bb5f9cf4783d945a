package io.weft.runner.link;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.Credentials;

/**
 * What the processes of one application know and nobody else does. The client makes it when it submits the
 * application; the link's tokens and the shuffle's hashes are derived from it. It is never printed.
 */
public final class ApplicationSecret {

    /** The length of a secret, in bytes. */
    public static final int LENGTH = 32;

    private static final Text ALIAS = new Text("weft.application.secret");

    private final byte[] bytes;

    private ApplicationSecret(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A new secret, from the platform's strong random source. */
    public static ApplicationSecret generate() {
        byte[] bytes = new byte[LENGTH];
        new SecureRandom().nextBytes(bytes);
        return new ApplicationSecret(bytes);
    }

    /**
     * The secret of these bytes, which are copied.
     *
     * @throws IllegalArgumentException if they are not {@value #LENGTH}
     */
    public static ApplicationSecret of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException(
                    "Invalid application secret: %d bytes instead of %d".formatted(bytes.length, LENGTH));
        }
        return new ApplicationSecret(bytes.clone());
    }

    /**
     * The secret that {@link #storeIn} has put into the credentials.
     *
     * @throws IOException if there is none, or it has been damaged
     */
    public static ApplicationSecret loadFrom(Credentials credentials) throws IOException {
        byte[] bytes = credentials.getSecretKey(ALIAS);
        if (bytes == null || bytes.length != LENGTH) {
            throw new IOException(
                    "Cannot find the application's secret: the credentials hold %s under '%s' (start this process by Weft's client or AppMaster)"
                            .formatted(bytes == null ? "nothing" : bytes.length + " bytes", ALIAS));
        }
        return of(bytes);
    }

    /** Puts the secret into credentials, which YARN carries to the containers that are started with them. */
    public void storeIn(Credentials credentials) {
        credentials.addSecretKey(ALIAS, bytes.clone());
    }

    /** A copy of the secret itself. The caller keeps it out of logs, command lines and readable files. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Compares in a time that does not depend on the bytes. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ApplicationSecret secret && MessageDigest.isEqual(bytes, secret.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "ApplicationSecret[not shown]";
    }
}
