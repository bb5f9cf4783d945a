package io.weft.runner.scan;

import org.jspecify.annotations.Nullable;

/** Gathers bytes as they are. */
final class BinaryColumn extends TextValueColumn {
    BinaryColumn() {
        super("mend it");
    }

    @Override
    @Nullable String flaw(byte[] text, int start, int end) {
        return null;
    }
}
