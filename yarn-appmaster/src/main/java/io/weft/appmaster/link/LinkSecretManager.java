package io.weft.appmaster.link;

import io.weft.runner.link.ApplicationSecret;
import io.weft.runner.link.LinkTokenIdentifier;
import org.apache.hadoop.security.token.SecretManager;

/** Knows the password of every identity in its own application. It keeps no list: the secret gives them all. */
final class LinkSecretManager extends SecretManager<LinkTokenIdentifier> {

    private final String application;
    private final ApplicationSecret secret;

    LinkSecretManager(String application, ApplicationSecret secret) {
        this.application = application;
        this.secret = secret;
    }

    @Override
    protected byte[] createPassword(LinkTokenIdentifier identifier) {
        return identifier.password(secret);
    }

    @Override
    public byte[] retrievePassword(LinkTokenIdentifier identifier) throws InvalidToken {
        if (!identifier.application().equals(application)) {
            throw new InvalidToken("Cannot accept a caller of %s: this is the AppMaster of %s"
                    .formatted(identifier.application(), application));
        }
        return createPassword(identifier);
    }

    @Override
    public LinkTokenIdentifier createIdentifier() {
        return new LinkTokenIdentifier();
    }
}
