package io.weft.launch;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a tar archive of files and directories, as POSIX describes it. As a stream it is the current entry's content. */
final class TarInput extends InputStream {
    private static final int BLOCK = 512;
    private static final int LONGEST_HEADER = 1 << 16;

    private final InputStream in;
    private long left;
    private int padding;

    /**
     * One thing in the archive.
     *
     * @param name relative to the archive's root
     * @param executable whether its owner may run it
     */
    record Entry(String name, boolean directory, boolean executable, long modifiedMillis) {}

    /** Reads from a stream that stays the caller's. */
    TarInput(InputStream in) {
        this.in = in;
    }

    /** The next entry, or null at the end. What was not read of the one before is skipped. */
    @Nullable Entry next() throws IOException {
        Map<String, String> extended = new HashMap<>();
        while (true) {
            in.skipNBytes(left + padding);
            left = 0;
            padding = 0;
            byte[] header = in.readNBytes(BLOCK);
            if (header.length == 0 || isEmpty(header)) {
                return null;
            }
            if (header.length < BLOCK) {
                throw new EOFException("it ends within a header");
            }
            left = octal(header, 124, 12);
            padding = (int) ((BLOCK - left % BLOCK) % BLOCK);
            char type = (char) header[156];
            switch (type) {
                case 'x' -> extended.putAll(records());
                case 'g' -> records();
                case '0', '\0', '5' -> {
                    return entry(header, type, extended);
                }
                default -> throw new IOException("it has an entry of type '%c', %s".formatted(type, name(header)));
            }
        }
    }

    private Entry entry(byte[] header, char type, Map<String, String> extended) throws IOException {
        if (extended.containsKey("size")) {
            left = Long.parseLong(extended.get("size"));
            padding = (int) ((BLOCK - left % BLOCK) % BLOCK);
        }
        boolean executable = (octal(header, 100, 8) & 0100) != 0;
        long modified = octal(header, 136, 12) * 1000;
        String name = extended.getOrDefault("path", name(header));
        return new Entry(name.startsWith("./") ? name.substring(2) : name, type == '5', executable, modified);
    }

    /** An extended header: lines of length, blank, key, equals sign and value. */
    private Map<String, String> records() throws IOException {
        if (left > LONGEST_HEADER) {
            throw new IOException("it has a header of %d bytes".formatted(left));
        }
        String all = new String(readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> records = new HashMap<>();
        for (String line : all.split("\n", -1)) {
            int blank = line.indexOf(' ');
            int equals = line.indexOf('=');
            if (blank > 0 && equals > blank) {
                records.put(line.substring(blank + 1, equals), line.substring(equals + 1));
            }
        }
        return records;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int count = in.read(target, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException("it ends within an entry");
        }
        left -= count;
        return count;
    }

    private static String name(byte[] header) {
        String prefix = text(header, 345, 155);
        String name = text(header, 0, 100);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static boolean isEmpty(byte[] header) {
        for (byte each : header) {
            if (each != 0) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] header, int offset, int length) {
        int end = offset;
        while (end < offset + length && header[end] != 0) {
            end++;
        }
        return new String(header, offset, end - offset, StandardCharsets.UTF_8);
    }

    private static long octal(byte[] header, int offset, int length) throws IOException {
        String digits = text(header, offset, length).strip();
        try {
            return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
        } catch (NumberFormatException e) {
            throw new IOException("it has a damaged header", e);
        }
    }
}
