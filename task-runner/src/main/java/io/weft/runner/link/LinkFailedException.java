package io.weft.runner.link;

import java.io.IOException;

/** The AppMaster's answer that it cannot do what was asked. The message is the AppMaster's own. */
public final class LinkFailedException extends IOException {

    private static final long serialVersionUID = 1;

    /** Carries the AppMaster's words. */
    public LinkFailedException(String message) {
        super(message);
    }
}
