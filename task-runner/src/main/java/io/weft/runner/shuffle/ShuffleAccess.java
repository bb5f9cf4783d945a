package io.weft.runner.shuffle;

import java.util.Objects;
import javax.net.SocketFactory;

/**
 * What all readers of one runner share.
 *
 * @param host this runner's host, spelt as in the addresses of sources
 * @param local the outputs on this host, which are read from disk
 */
public record ShuffleAccess(
        ShuffleSignature signature, String host, LocalOutputs local, FetchSettings settings, SocketFactory sockets) {
    public ShuffleAccess {
        Objects.requireNonNull(signature);
        Objects.requireNonNull(host);
        Objects.requireNonNull(local);
        Objects.requireNonNull(settings);
        Objects.requireNonNull(sockets);
    }
}
