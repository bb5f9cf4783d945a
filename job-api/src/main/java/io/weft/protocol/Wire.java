package io.weft.protocol;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * How the parts of a message are written: integers in seven-bit groups, lowest first, the high bit set on all but the last;
 * strings and byte arrays with their length before them.
 */
final class Wire {
    /** A length beyond this is damage, not a message. */
    private static final int MAX_LENGTH = 128 << 20;

    private Wire() {}

    /** Writes one value. */
    interface Writer<T> {
        void write(T value, DataOutput out) throws IOException;
    }

    /** Reads one value. */
    interface Reader<T> {
        T read(DataInput in) throws IOException;
    }

    static <T> byte[] toBytes(T value, Writer<T> writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writer.write(value, new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads a value that takes up all the bytes.
     *
     * @throws IllegalArgumentException if they are not such a value
     */
    static <T> T fromBytes(byte[] bytes, Reader<T> reader) {
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        T value;
        try {
            value = reader.read(new DataInputStream(in));
        } catch (EOFException e) {
            throw new IllegalArgumentException("Not a message: it ends too early", e);
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("Not a message: " + e.getMessage(), e);
        }
        if (in.available() > 0) {
            throw new IllegalArgumentException("Not a message: %d bytes too many".formatted(in.available()));
        }
        return value;
    }

    static void writeLong(long value, DataOutput out) throws IOException {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.writeByte((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    static long readLong(DataInput in) throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte group = in.readByte();
            value |= (group & 0x7FL) << shift;
            if (group >= 0) {
                return value;
            }
        }
        throw new IOException("an integer of more than 64 bits");
    }

    static void writeInt(int value, DataOutput out) throws IOException {
        writeLong(value & 0xFFFFFFFFL, out);
    }

    static int readInt(DataInput in) throws IOException {
        return (int) readLong(in);
    }

    static int readLength(DataInput in) throws IOException {
        long length = readLong(in);
        if (length < 0 || length > MAX_LENGTH) {
            throw new IOException("a length of " + length);
        }
        return (int) length;
    }

    static void writeBytes(byte[] bytes, DataOutput out) throws IOException {
        writeInt(bytes.length, out);
        out.write(bytes);
    }

    static byte[] readBytes(DataInput in) throws IOException {
        int length = readLength(in);
        if (in instanceof DataInputStream stream && length > stream.available()) {
            throw new EOFException();
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    static void writeString(String text, DataOutput out) throws IOException {
        writeBytes(text.getBytes(StandardCharsets.UTF_8), out);
    }

    static String readString(DataInput in) throws IOException {
        return new String(readBytes(in), StandardCharsets.UTF_8);
    }

    static <T> void writeList(List<T> values, Writer<? super T> writer, DataOutput out) throws IOException {
        writeInt(values.size(), out);
        for (T value : values) {
            writer.write(value, out);
        }
    }

    static <T> List<T> readList(Reader<? extends T> reader, DataInput in) throws IOException {
        int length = readLength(in);
        List<T> values = new ArrayList<>(Math.min(length, 1024));
        for (int index = 0; index < length; index++) {
            values.add(reader.read(in));
        }
        return values;
    }

    static <E extends Enum<E>> void writeEnum(E value, DataOutput out) throws IOException {
        writeString(value.name(), out);
    }

    static <E extends Enum<E>> E readEnum(Class<E> type, DataInput in) throws IOException {
        String name = readString(in);
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            throw new IOException("no " + type.getSimpleName() + " is named " + name, e);
        }
    }
}
