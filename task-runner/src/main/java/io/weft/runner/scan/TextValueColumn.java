package io.weft.runner.scan;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weft.runner.vector.Batch;
import io.weft.runner.vector.PlainBytesVector;
import io.weft.runner.vector.Vector;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Gathers strings, which must be UTF-8. */
class TextValueColumn extends FieldColumn {
    private static final int FIRST_BYTES = 16 * 1024;
    private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

    private final CharsetDecoder decoder = UTF_8.newDecoder();
    private int[] offsets = new int[Batch.MAX_ROWS + 1];
    private byte[] bytes = new byte[FIRST_BYTES];
    private final String advice;

    /**
     * @param advice what to do where a text is not UTF-8
     */
    TextValueColumn(String advice) {
        this.advice = advice;
    }

    @Override
    final boolean keepsBlanks() {
        return true;
    }

    @Override
    @Nullable String read(int row, byte[] text, int start, int end) {
        int from = offsets[row];
        int length = end - start;
        if (length > bytes.length - from) {
            long grown = Math.max((long) from + length, from + (from >> 1));
            bytes = Arrays.copyOf(bytes, (int) Math.min(grown, MOST_BYTES));
        }
        System.arraycopy(text, start, bytes, from, length);
        offsets[row + 1] = from + length;
        return flaw(text, start, end);
    }

    /** Why the bytes are no value, or nothing. */
    @Nullable String flaw(byte[] text, int start, int end) {
        return isAscii(text, start, end) || isUtf8(text, start, end - start) ? null : "it is not UTF-8";
    }

    @Override
    final String advice() {
        return advice;
    }

    private static boolean isAscii(byte[] text, int start, int end) {
        int signs = 0;
        for (int index = start; index < end; index++) {
            signs |= text[index];
        }
        return signs >= 0;
    }

    private boolean isUtf8(byte[] text, int start, int length) {
        try {
            decoder.decode(ByteBuffer.wrap(text, start, length));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    @Override
    final void clear(int row) {
        offsets[row + 1] = offsets[row];
    }

    @Override
    final Vector build(int rows, boolean @Nullable [] takenNulls) {
        int[] takenOffsets = offsets;
        byte[] takenBytes = bytes;
        offsets = new int[Batch.MAX_ROWS + 1];
        bytes = new byte[Math.max(FIRST_BYTES, takenOffsets[rows])];
        return new PlainBytesVector(rows, takenOffsets, takenBytes, takenNulls);
    }
}
