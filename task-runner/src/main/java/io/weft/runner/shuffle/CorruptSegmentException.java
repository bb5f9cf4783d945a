package io.weft.runner.shuffle;

import java.io.IOException;

/** The bytes of a segment are not those that its producer wrote. */
final class CorruptSegmentException extends IOException {
    private static final long serialVersionUID = 1L;

    CorruptSegmentException(String message) {
        super(message);
    }
}
