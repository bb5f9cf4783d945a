package io.weft.runner.kernel;

/** Puts right what an author's code may have left behind. */
public final class AuthorCode {
    private AuthorCode() {}

    /**
     * To be called on the thread that has called an author's code, before the engine goes on: an interrupt flag that is still set would end
     * the next read or write, which the author could not understand. Whoever ends an attempt says so until it is over.
     */
    public static void hasReturned() {
        Thread.interrupted();
    }
}
