package io.weft.runner.link;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.token.Token;
import org.apache.hadoop.security.token.TokenIdentifier;

/**
 * Who calls the AppMaster: an application's id and a role in it, such as {@code client} or {@code
 * runner/container_1_0001_01_000002}. Whoever has the application's secret can mint a token for any role.
 */
public final class LinkTokenIdentifier extends TokenIdentifier {

    /** The kind of Weft's tokens; the link chooses its token by this alone, since the AppMaster's address changes. */
    public static final Text KIND = new Text("WEFT_LINK");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*");
    private static final String PASSWORD_ALGORITHM = "HmacSHA256";

    private String application = "";
    private String role = "";

    /** An identifier to be read into; Hadoop calls this by reflection. */
    public LinkTokenIdentifier() {}

    /**
     * Names a caller.
     *
     * @throws IllegalArgumentException unless both are words of letters, digits, {@code _.-}, joined by slashes
     */
    public LinkTokenIdentifier(String application, String role) {
        this.application = checked("application", application);
        this.role = checked("role", role);
    }

    /** The id of the caller's application. */
    public String application() {
        return application;
    }

    /** The caller's role in it. */
    public String role() {
        return role;
    }

    /** The token that proves this identity to the AppMaster that has the same secret. */
    public Token<LinkTokenIdentifier> mint(ApplicationSecret secret) {
        return new Token<>(getBytes(), password(secret), KIND, new Text());
    }

    /**
     * What the holder of the token and the AppMaster both know. It is computed here and not by Hadoop's {@code
     * SecretManager}, whose algorithm is a setting that the two sides could see differently.
     */
    public byte[] password(ApplicationSecret secret) {
        try {
            Mac mac = Mac.getInstance(PASSWORD_ALGORITHM);
            mac.init(new SecretKeySpec(secret.bytes(), PASSWORD_ALGORITHM));
            // The shuffle hashes with the same secret; the kind in front keeps the two apart.
            mac.update(KIND.copyBytes());
            return mac.doFinal(getBytes());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot compute a token's password: this Java has no HmacSHA256", e);
        }
    }

    @Override
    public Text getKind() {
        return KIND;
    }

    /** The identity for Hadoop's logs. It has no slash, because Hadoop takes a name with one for a Kerberos principal. */
    @Override
    public UserGroupInformation getUser() {
        return UserGroupInformation.createRemoteUser((application + "." + role).replace('/', '.'));
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeUTF(application);
        out.writeUTF(role);
    }

    @Override
    public void readFields(DataInput in) throws IOException {
        try {
            application = checked("application", in.readUTF());
            role = checked("role", in.readUTF());
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return application + "/" + role;
    }

    private static String checked(String part, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Invalid %s in a link's token: '%s'".formatted(part, name));
        }
        return name;
    }
}
