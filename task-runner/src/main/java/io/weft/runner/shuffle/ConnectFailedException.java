package io.weft.runner.shuffle;

import java.io.IOException;

/** There is no connection to a server to be had. */
final class ConnectFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    ConnectFailedException(IOException cause) {
        super(cause.toString(), cause);
    }
}
