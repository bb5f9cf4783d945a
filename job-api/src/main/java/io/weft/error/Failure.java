package io.weft.error;

import java.util.Objects;

/** A failure as it travels: no class name and no stack that the receiver could not load. */
public record Failure(ErrorCode code, String message) {
    public Failure {
        Objects.requireNonNull(code);
        Objects.requireNonNull(message);
    }

    @Override
    public String toString() {
        return code + ": " + message;
    }
}
