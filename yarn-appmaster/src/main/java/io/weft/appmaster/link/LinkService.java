package io.weft.appmaster.link;

/** What the AppMaster does with the calls that come over the link. */
@FunctionalInterface
public interface LinkService {

    /**
     * Takes a call and answers it, at once or later. It may come on several threads at the same time and must not wait: a
     * few threads serve all callers. An exception thrown here is logged, and its message is the answer if there was none.
     */
    void call(LinkCaller caller, byte[] request, LinkReply reply);
}
