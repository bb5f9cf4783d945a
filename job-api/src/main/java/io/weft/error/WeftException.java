package io.weft.error;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import org.jspecify.annotations.Nullable;

/** A failure that a user reads. The message names the thing, the reason and what to do, in one line. */
public final class WeftException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    @FormatMethod
    public WeftException(ErrorCode code, @FormatString String format, @Nullable Object... arguments) {
        super(format.formatted(arguments));
        this.code = code;
    }

    private WeftException(ErrorCode code, Throwable cause, String message) {
        super(message, cause);
        this.code = code;
    }

    /** The same with a cause, which only logs and {@code --verbose} show. */
    @FormatMethod
    public static WeftException causedBy(
            Throwable cause, ErrorCode code, @FormatString String format, @Nullable Object... arguments) {
        return new WeftException(code, cause, format.formatted(arguments));
    }

    /** The exception for a failure that was reported by another process. */
    public static WeftException of(Failure failure) {
        return new WeftException(failure.code(), "%s", failure.message());
    }

    public ErrorCode code() {
        return code;
    }

    /** What travels of this exception. */
    public Failure failure() {
        String message = getMessage();
        return new Failure(code, message == null ? code.name() : message);
    }
}
