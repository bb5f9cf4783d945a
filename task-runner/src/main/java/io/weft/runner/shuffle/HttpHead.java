package io.weft.runner.shuffle;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The lines before the body of an HTTP request or reply, as far as the shuffle needs them.
 *
 * @param firstLine the request line or status line
 * @param fields the header fields by lower-case name
 */
record HttpHead(String firstLine, Map<String, String> fields) {
    static final String REQUEST_SIGNATURE = "UrlHash";
    static final String REPLY_SIGNATURE = "ReplyHash";
    static final String CONTENT_LENGTH = "Content-Length";
    static final String CONNECTION = "Connection";
    static final String KEEP_ALIVE = "keep-alive";
    static final String RETRY_AFTER = "Retry-After";
    /** Name and version of the protocol, in every request and reply. */
    static final String PROTOCOL_FIELDS = "name: mapreduce\r\nversion: 1.0.0\r\n";

    /** Both servers take no more than 8 kB of header fields and 4,096 bytes of request line. */
    private static final int MAX_BYTES = 16 << 10;

    /**
     * Reads up to and with the empty line.
     *
     * @return null where the stream ends before the first byte
     * @throws EOFException if it ends later
     */
    static @Nullable HttpHead read(InputStream in) throws IOException {
        int[] left = {MAX_BYTES};
        String firstLine = readLine(in, left);
        if (firstLine == null) {
            return null;
        }
        Map<String, String> fields = new TreeMap<>();
        while (true) {
            String line = readLine(in, left);
            if (line == null) {
                throw new EOFException("Connection ended within the head of '%s'".formatted(firstLine));
            }
            if (line.isEmpty()) {
                return new HttpHead(firstLine, fields);
            }
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("Not a header field of HTTP");
            }
            fields.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
    }

    /** A line without its end; null where the stream ends before its first byte. */
    private static @Nullable String readLine(InputStream in, int[] left) throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int read = in.read();
            if (read < 0) {
                if (line.length() == 0) {
                    return null;
                }
                throw new EOFException("Connection ended within a line");
            }
            if (--left[0] < 0) {
                throw new IOException("Head of an HTTP message longer than %d bytes".formatted(MAX_BYTES));
            }
            if (read == '\n') {
                int length = line.length();
                return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
            }
            line.append((char) read);
        }
    }

    /** The value of a field, empty where there is none. */
    String field(String name) {
        return fields.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    boolean speaksShuffle() {
        return field("name").equals("mapreduce") && field("version").equals("1.0.0");
    }

    boolean keepsAlive() {
        return field(CONNECTION).equalsIgnoreCase(KEEP_ALIVE);
    }

    /** The bytes of a head as they are sent. */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
