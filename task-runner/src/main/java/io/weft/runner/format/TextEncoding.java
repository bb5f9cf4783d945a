package io.weft.runner.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weft.api.Csv;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.plan.Input;
import io.weft.plan.LineOptions;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * The encoding of an input's text.
 *
 * @param charset given, or else UTF-8
 * @param format of the files; only with CSV can the author give another encoding
 */
public record TextEncoding(Charset charset, String format) {
    private static final int MARK_BYTES = 3;

    /** What an input's options say. */
    public static TextEncoding of(Input input) {
        return new TextEncoding(
                Charset.forName(input.options().getOrDefault(LineOptions.ENCODING, UTF_8.name())), input.format());
    }

    /** Whether the bytes of files are UTF-8 as they are. */
    public boolean isUtf8() {
        return charset.equals(UTF_8);
    }

    /**
     * The length of the byte order mark at the beginning of a file's text, which is no part of it; 0 where there is none.
     *
     * @param file for the error
     * @param text in UTF-8, if the file is in this encoding
     * @throws WeftException if the mark is that of another encoding
     */
    public int markLength(String file, byte[] text, int end) {
        if (startsWith(text, end, 0xEF, 0xBB, 0xBF)) {
            return MARK_BYTES;
        }
        String other = otherMark(text, end);
        if (isUtf8() && other != null) {
            throw new WeftException(
                    ErrorCode.CORRUPT_INPUT,
                    "[%s] Cannot read the file: it begins with the byte order mark of %s and is read as UTF-8 (%s)",
                    file,
                    other,
                    format.equals(Csv.FORMAT)
                            ? "give its encoding with encoding(\"%s\")".formatted(other)
                            : "convert it to UTF-8");
        }
        return 0;
    }

    /** The failure of a file whose bytes are not in this encoding behind a byte of its text. */
    public WeftException broken(String file, long place) {
        return new WeftException(
                ErrorCode.CORRUPT_INPUT,
                "[%s] Cannot read the file: behind byte %d of the text it is not in %s"
                        + " (give its own encoding with encoding(...))",
                file,
                place,
                charset);
    }

    private static @Nullable String otherMark(byte[] text, int end) {
        if (startsWith(text, end, 0xFF, 0xFE, 0, 0)) {
            return "UTF-32LE";
        }
        if (startsWith(text, end, 0, 0, 0xFE, 0xFF)) {
            return "UTF-32BE";
        }
        if (startsWith(text, end, 0xFF, 0xFE)) {
            return "UTF-16LE";
        }
        return startsWith(text, end, 0xFE, 0xFF) ? "UTF-16BE" : null;
    }

    private static boolean startsWith(byte[] text, int end, int... wanted) {
        if (end < wanted.length) {
            return false;
        }
        for (int index = 0; index < wanted.length; index++) {
            if (text[index] != (byte) wanted[index]) {
                return false;
            }
        }
        return true;
    }

    /** Why a file's first line, which was read in this encoding, cannot be in it, or nothing. */
    @Nullable String flaw(byte[] line) {
        for (byte each : line) {
            if (each == 0) {
                return "it holds bytes that are zero, as UTF-16 does where it is read as " + charset;
            }
        }
        return null;
    }

    /** Whether bytes are not UTF-8. */
    static boolean isBroken(byte[] text, int start, int end) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(text, start, end - start));
            return false;
        } catch (CharacterCodingException e) {
            return true;
        }
    }
}
