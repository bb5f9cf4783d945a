package io.weft.api;

/**
 * Lets the functions that a thread calls find their context. For the engine, and for tests of functions; a job has no use for it.
 */
public final class FunctionScope {
    private static final ThreadLocal<FunctionContext> CONTEXT = new ThreadLocal<>();

    private FunctionScope() {}

    /** What is done while functions have a context. */
    @FunctionalInterface
    public interface Call<T, E extends Exception> {
        T call() throws E;
    }

    /** Does this in this thread, whose functions have the context meanwhile. */
    public static <T, E extends Exception> T within(FunctionContext context, Call<T, E> call) throws E {
        if (CONTEXT.get() != null) {
            throw new IllegalStateException("This thread calls functions of another attempt already");
        }
        CONTEXT.set(context);
        try {
            return call.call();
        } finally {
            CONTEXT.remove();
        }
    }

    static FunctionContext context() {
        FunctionContext context = CONTEXT.get();
        if (context == null) {
            throw new IllegalStateException("A function's context exists only while the function is called for a row");
        }
        return context;
    }
}
