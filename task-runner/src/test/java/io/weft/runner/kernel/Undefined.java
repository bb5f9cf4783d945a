package io.weft.runner.kernel;

import io.weft.error.ErrorCode;

/** Thrown by the interpreter where an expression has no value. */
final class Undefined extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    Undefined(ErrorCode code) {
        super(code.name());
        this.code = code;
    }

    ErrorCode code() {
        return code;
    }
}
