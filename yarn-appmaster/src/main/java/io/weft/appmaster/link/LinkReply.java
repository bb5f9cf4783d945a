package io.weft.appmaster.link;

/**
 * The answer that one call waits for. It is given exactly once, by any thread, at any time: in the call itself or, for a
 * long poll, when there is something to say. The caller gives up after {@link
 * io.weft.runner.link.RpcMasterLink#SILENCE_MILLIS}, so a poll is answered well before, if only with nothing.
 */
public interface LinkReply {

    /**
     * Sends the reply; does not wait until it has been received. The bytes are not changed any more. One that is longer
     * than {@link io.weft.runner.link.MasterLink#MAX_MESSAGE_BYTES} reaches the caller as a failure that says so.
     *
     * @throws IllegalStateException if the call has been answered before
     */
    void answer(byte[] reply);

    /**
     * Says that what was asked cannot be done. The caller sees the message in a {@link
     * io.weft.runner.link.LinkFailedException}, and nothing else of the failure.
     *
     * @throws IllegalStateException if the call has been answered before
     */
    void fail(String message);
}
