package io.weft.runner.shuffle;

import java.io.IOException;

/** A server's reply is not what the protocol promises, or not signed by one that knows the secret. */
final class InvalidReplyException extends IOException {
    private static final long serialVersionUID = 1L;

    InvalidReplyException(String message) {
        super(message);
    }
}
