package io.weft.runner.task;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.protocol.Reply;
import io.weft.protocol.Request;
import io.weft.runner.link.LinkFailedException;
import io.weft.runner.link.LinkRefusedException;
import io.weft.runner.link.MasterLink;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the AppMaster, again where a call was lost on the way: every request may be sent twice. Safe for several threads. */
public final class MasterClient {
    private static final Logger LOG = LoggerFactory.getLogger(MasterClient.class);

    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    private final MasterLink link;
    private final long patienceNanos;

    /**
     * @param link stays its owner's
     * @param patienceMillis how long calls may fail in a row before the AppMaster counts as lost
     */
    public MasterClient(MasterLink link, long patienceMillis) {
        this.link = link;
        this.patienceNanos = patienceMillis * 1_000_000;
    }

    /**
     * The AppMaster's reply.
     *
     * @throws WeftException with {@code APPMASTER_LOST} if it cannot be reached or refuses this caller, or with what it answers
     *     instead of such a reply
     */
    public <R extends Reply> R ask(Request request, Class<R> type) throws InterruptedException {
        byte[] bytes = request.toBytes();
        long start = System.nanoTime();
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            try {
                Reply reply = Reply.fromBytes(link.call(bytes));
                if (reply instanceof Reply.Refused refused) {
                    throw WeftException.of(refused.failure());
                }
                return type.cast(reply);
            } catch (LinkRefusedException e) {
                throw lost(e);
            } catch (LinkFailedException e) {
                throw WeftException.causedBy(e, ErrorCode.INTERNAL, "The AppMaster failed: %s", e.getMessage());
            } catch (IOException e) {
                if (System.nanoTime() - start > patienceNanos) {
                    throw lost(e);
                }
                LOG.info("The AppMaster did not answer, asking again in {} ms: {}", pause, e.toString());
                Thread.sleep(pause);
                pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            }
        }
    }

    private static WeftException lost(IOException e) {
        return WeftException.causedBy(e, ErrorCode.APPMASTER_LOST, "Cannot reach the AppMaster: %s", e.getMessage());
    }
}
