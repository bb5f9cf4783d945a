package io.weft.runner.link;

import java.io.IOException;

/** The AppMaster does not accept who calls: no token, another application's, or another secret. */
public final class LinkRefusedException extends IOException {

    private static final long serialVersionUID = 1;

    /** Says who was called and why it refused. */
    public LinkRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
