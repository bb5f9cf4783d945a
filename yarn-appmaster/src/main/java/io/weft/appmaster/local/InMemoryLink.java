package io.weft.appmaster.local;

import io.weft.appmaster.link.LinkCaller;
import io.weft.appmaster.link.LinkReply;
import io.weft.appmaster.link.LinkService;
import io.weft.runner.link.LinkFailedException;
import io.weft.runner.link.MasterLink;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The link within one process: the same messages, encoded all the same, without a network. */
final class InMemoryLink implements MasterLink {
    private static final long SILENCE_SECONDS = 60;

    private final LinkService service;
    private final LinkCaller caller;

    InMemoryLink(LinkService service, LinkCaller caller) {
        this.service = service;
        this.caller = caller;
    }

    @Override
    public byte[] call(byte[] request) throws IOException {
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        service.call(caller, request, new LinkReply() {
            @Override
            public void answer(byte[] reply) {
                answer.complete(reply);
            }

            @Override
            public void fail(String message) {
                answer.completeExceptionally(new LinkFailedException(message));
            }
        });
        try {
            return answer.get(SILENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the AppMaster");
        } catch (ExecutionException e) {
            throw new IOException(
                    e.getCause() == null ? e.toString() : e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw new IOException("the AppMaster did not answer within %d s".formatted(SILENCE_SECONDS), e);
        }
    }

    @Override
    public void close() {}
}
