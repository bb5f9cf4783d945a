package io.weft.runner.compress;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;

/** Text of any encoding in UTF-8. What is not text in that encoding is an exception. */
public final class TranscodedStream extends InputStream {
    private static final int MOST_LETTERS = 32 * 1024;

    private final Reader reader;
    private final char[] letters = new char[MOST_LETTERS];
    private byte[] bytes = new byte[0];
    private int next;

    /** Takes over the stream. */
    public TranscodedStream(InputStream in, Charset charset) {
        this.reader = new InputStreamReader(
                in,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    @Override
    public int read() throws IOException {
        return next < bytes.length || fill() ? bytes[next++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int start, int count) throws IOException {
        if (next == bytes.length && !fill()) {
            return -1;
        }
        int read = Math.min(count, bytes.length - next);
        System.arraycopy(bytes, next, target, start, read);
        next += read;
        return read;
    }

    private boolean fill() throws IOException {
        int count = reader.read(letters, 0, MOST_LETTERS - 1);
        if (count < 0) {
            return false;
        }
        if (Character.isHighSurrogate(letters[count - 1])) {
            int other = reader.read();
            if (other >= 0) {
                letters[count++] = (char) other;
            }
        }
        bytes = new String(letters, 0, count).getBytes(UTF_8);
        next = 0;
        return true;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
