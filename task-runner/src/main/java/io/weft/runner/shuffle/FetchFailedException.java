package io.weft.runner.shuffle;

/**
 * Ends an attempt that reads a map output which cannot be had. Unchecked, so that it passes through operators; the task
 * catches it and reports the {@link FetchFailure}.
 */
public final class FetchFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient FetchFailure failure;

    public FetchFailedException(FetchFailure failure, Throwable cause) {
        super(failure.toString(), cause);
        this.failure = failure;
    }

    public FetchFailure failure() {
        return failure;
    }
}
