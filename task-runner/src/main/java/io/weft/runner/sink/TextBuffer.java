package io.weft.runner.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Text that has not been written yet. */
final class TextBuffer {
    private static final int FIRST_BYTES = 80 * 1024;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int size;

    int size() {
        return size;
    }

    void append(char ascii) {
        reserve(1);
        bytes[size++] = (byte) ascii;
    }

    void append(byte[] source, int start, int count) {
        reserve(count);
        System.arraycopy(source, start, bytes, size, count);
        size += count;
    }

    void append(String text) {
        byte[] encoded = text.getBytes(UTF_8);
        append(encoded, 0, encoded.length);
    }

    private void reserve(int count) {
        if (count > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, count), size + (size >> 1)));
        }
    }

    /** Appends four bytes, the highest first. */
    void appendInt(int value) {
        reserve(Integer.BYTES);
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            bytes[size++] = (byte) (value >> shift);
        }
    }

    byte at(int index) {
        return bytes[index];
    }

    /** Forgets what comes after the first {@code newSize} bytes. */
    void truncate(int newSize) {
        size = newSize;
    }

    void clear() {
        size = 0;
    }

    /** Whether the text from a place to its end is just this. */
    boolean holds(int start, byte[] text) {
        return Arrays.equals(bytes, start, size, text, 0, text.length);
    }

    /** The text from a place to its end. */
    byte[] copy(int start) {
        return Arrays.copyOfRange(bytes, start, size);
    }

    /** Appends everything to another buffer and is empty again. */
    void moveTo(TextBuffer other) {
        other.append(bytes, 0, size);
        size = 0;
    }

    /** Writes everything out and is empty again. */
    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
        size = 0;
    }
}
