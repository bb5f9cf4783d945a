package io.weft.appmaster.cli;

import io.weft.error.WeftException;
import io.weft.protocol.Reply;
import io.weft.protocol.Request;
import io.weft.runner.link.LinkFailedException;
import io.weft.runner.link.LinkRefusedException;
import io.weft.runner.link.MasterLink;
import java.io.IOException;

/** Questions to the AppMaster. Each may be asked twice, so that a lost connection is tried again before it is told. */
final class MasterCalls {
    private static final int TRIES = 3;
    private static final long PAUSE_MILLIS = 300;

    private final MasterLink link;

    /** Asks over a link that stays its owner's. */
    MasterCalls(MasterLink link) {
        this.link = link;
    }

    /**
     * Asks, and waits for the answer.
     *
     * @param expected the kind of answer
     * @throws WeftException if the AppMaster refuses
     * @throws IOException if it does not answer
     */
    <R extends Reply> R call(Request request, Class<R> expected) throws IOException {
        Reply reply = Reply.fromBytes(bytes(request.toBytes()));
        if (reply instanceof Reply.Refused refused) {
            throw WeftException.of(refused.failure());
        }
        if (!expected.isInstance(reply)) {
            throw new IllegalStateException("The AppMaster answers %s to %s".formatted(reply, request));
        }
        return expected.cast(reply);
    }

    private byte[] bytes(byte[] request) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return link.call(request);
            } catch (LinkRefusedException | LinkFailedException e) {
                throw e;
            } catch (IOException e) {
                if (attempt == TRIES) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
