package io.weft.runner.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.alias.CredentialProvider;
import org.apache.hadoop.security.alias.CredentialProvider.CredentialEntry;
import org.apache.hadoop.security.alias.CredentialProviderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Where the client finds a password. It hands the password to its containers among their credentials, which YARN keeps from others;
 * in a container {@link #handedOver} takes it out.
 *
 * @param name of the variable, the file or the alias
 */
public record PasswordPlace(Kind kind, String name) {
    /** What holds the password. */
    public enum Kind {
        ENVIRONMENT,
        FILE,
        CREDENTIAL
    }

    private static final String ALIAS = "weft.password.";
    private static final Set<PosixFilePermission> OF_OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    /** Reads what {@link io.weft.api.Jdbc#PASSWORD} says. */
    static PasswordPlace parse(String place) {
        int colon = place.indexOf(':');
        for (Kind kind : Kind.values()) {
            if (colon > 0 && kind.name().toLowerCase(Locale.ROOT).equals(place.substring(0, colon))) {
                return new PasswordPlace(kind, place.substring(colon + 1));
            }
        }
        // Not repeated in the message: whoever wrote it may have taken the option for the password itself.
        throw new WeftException(
                ErrorCode.INVALID_ARGUMENT,
                "Cannot find the password of a table: its place is not understood (say it with passwordFromEnvironment,"
                        + " passwordFromFile or passwordFromCredential)");
    }

    /**
     * Looks the password up; for the client.
     *
     * @throws WeftException if it is not there, or others may read it
     */
    public String lookUp(Configuration configuration) {
        String found = switch (kind) {
            case ENVIRONMENT -> System.getenv(name);
            case FILE -> ofFile();
            case CREDENTIAL -> ofProvider(configuration);
        };
        if (found == null) {
            throw missing("it is not there");
        }
        return found;
    }

    private String ofFile() {
        Path file = Path.of(name);
        try {
            Set<PosixFilePermission> others = EnumSet.noneOf(PosixFilePermission.class);
            others.addAll(Files.getPosixFilePermissions(file));
            others.retainAll(OF_OTHERS);
            if (!others.isEmpty()) {
                throw new WeftException(
                        ErrorCode.ACCESS_DENIED,
                        "Cannot use the password in %s: others may read or write the file (chmod 600 %s)",
                        name,
                        name);
            }
            return Files.readString(file, UTF_8).stripTrailing();
        } catch (IOException | UnsupportedOperationException e) {
            throw missing("the file cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private @Nullable String ofProvider(Configuration configuration) {
        try {
            for (CredentialProvider provider : CredentialProviderFactory.getProviders(configuration)) {
                CredentialEntry entry = provider.getCredentialEntry(name);
                if (entry != null) {
                    return new String(entry.getCredential());
                }
            }
            return null;
        } catch (IOException e) {
            throw WeftException.causedBy(
                    e,
                    ErrorCode.ACCESS_DENIED,
                    "Cannot find the password '%s': the credential provider says: %s (check %s)",
                    name,
                    e.getMessage(),
                    CredentialProviderFactory.CREDENTIAL_PROVIDER_PATH);
        }
    }

    private WeftException missing(String reason) {
        String advice = switch (kind) {
            case ENVIRONMENT -> "set the variable where weft is started";
            case FILE -> "make the file, for your eyes alone";
            case CREDENTIAL ->
                "set " + CredentialProviderFactory.CREDENTIAL_PROVIDER_PATH
                        + " to the provider, and make the alias with hadoop credential create";
        };
        return new WeftException(
                ErrorCode.ACCESS_DENIED, "Cannot find the password in %s: %s (%s)", this, reason, advice);
    }

    /** Puts the password where containers find it. */
    public void handOver(Credentials credentials, Configuration configuration) {
        credentials.addSecretKey(alias(), lookUp(configuration).getBytes(UTF_8));
    }

    /** The password that the client has handed over to this process. */
    public String handedOver() {
        byte[] password;
        try {
            password = UserGroupInformation.getCurrentUser().getCredentials().getSecretKey(alias());
        } catch (IOException e) {
            throw WeftException.causedBy(
                    e, ErrorCode.ACCESS_DENIED, "Cannot find the password of %s: %s", this, e.getMessage());
        }
        if (password == null) {
            throw new WeftException(
                    ErrorCode.INTERNAL, "Cannot find the password of %s: the client has not handed it over", this);
        }
        return new String(password, UTF_8);
    }

    private Text alias() {
        return new Text(ALIAS + this);
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + ":" + name;
    }
}
