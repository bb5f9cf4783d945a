package io.weft.runner.link;

import java.io.IOException;

/**
 * A runner's or client's way to the AppMaster. Any number of threads may call at once, and a call that waits does not
 * delay another.
 *
 * <p>Nothing is sent twice: after an {@link IOException} of any kind but the two below, the AppMaster may or may not
 * have seen the request, and the caller decides whether to call again.
 */
public interface MasterLink extends AutoCloseable {

    /** The most bytes that a request may have, or a reply: longer ones are sent in pages. */
    int MAX_MESSAGE_BYTES = 16 << 20;

    /**
     * Sends a request and waits for its reply.
     *
     * @throws IllegalArgumentException if the request is longer than {@link #MAX_MESSAGE_BYTES}
     * @throws LinkRefusedException if the AppMaster does not accept who calls; calling again does not help
     * @throws LinkFailedException if the AppMaster has answered that it cannot do what was asked
     * @throws IOException if the AppMaster cannot be reached, or was lost before its reply was here
     */
    byte[] call(byte[] request) throws IOException;

    /** Ends the link. Calls that wait fail with an {@link IOException}; closing again does nothing. */
    @Override
    void close();
}
