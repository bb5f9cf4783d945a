package io.weft.runner.link;

import java.util.Collection;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.token.Token;
import org.apache.hadoop.security.token.TokenIdentifier;
import org.apache.hadoop.security.token.TokenSelector;
import org.jspecify.annotations.Nullable;

/** Chooses the link's token by its kind, whatever address is called. Hadoop makes one by reflection. */
public final class LinkTokenSelector implements TokenSelector<LinkTokenIdentifier> {

    @Override
    @SuppressWarnings("unchecked") // A token of our kind holds our identifier.
    public @Nullable Token<LinkTokenIdentifier> selectToken(
            Text service, Collection<Token<? extends TokenIdentifier>> tokens) {
        for (Token<? extends TokenIdentifier> token : tokens) {
            if (LinkTokenIdentifier.KIND.equals(token.getKind())) {
                return (Token<LinkTokenIdentifier>) token;
            }
        }
        return null;
    }
}
