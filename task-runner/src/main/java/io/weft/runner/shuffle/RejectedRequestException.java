package io.weft.runner.shuffle;

import java.io.IOException;

/** A server answered, and not with data. */
final class RejectedRequestException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final long retryAfterMillis;

    RejectedRequestException(int status, long retryAfterMillis, String message) {
        super("Server answered %d %s".formatted(status, message));
        this.status = status;
        this.retryAfterMillis = retryAfterMillis;
    }

    int status() {
        return status;
    }

    /** How long a busy server asks to be left alone; 0 where it says nothing. */
    long retryAfterMillis() {
        return retryAfterMillis;
    }
}
