package io.weft.runner.scan;

import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Gathers bytes that stand in base 64. */
final class Base64Column extends TextValueColumn {
    Base64Column() {
        super("mend it");
    }

    @Override
    @Nullable String read(int row, byte[] text, int start, int end) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(Arrays.copyOfRange(text, start, end));
        } catch (IllegalArgumentException e) {
            clear(row);
            return "it is not base 64";
        }
        return super.read(row, bytes, 0, bytes.length);
    }

    @Override
    @Nullable String flaw(byte[] text, int start, int end) {
        return null;
    }
}
