package io.weft.runner.scan;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.weft.runner.format.LineJson;
import io.weft.runner.format.ShortText;
import io.weft.type.Schema;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the wanted members of objects of JSON, one a record. */
final class JsonLineParser implements RecordParser {
    static final String HALF_PAIR = "it has half of a surrogate pair, which is no character";

    private final Schema schema;
    private final List<FieldColumn> columns;
    private final Map<String, Integer> places = new HashMap<>();
    private byte[] utf8 = new byte[256];
    private boolean hasHalfPair;

    JsonLineParser(Schema schema, List<FieldColumn> columns) {
        this.schema = schema;
        this.columns = columns;
        for (int column = 0; column < schema.size(); column++) {
            places.put(schema.field(column).name(), column);
        }
    }

    @Override
    public boolean hasHead() {
        return false;
    }

    @Override
    public @Nullable Flaw head(byte[] text, int start, int end) {
        return null;
    }

    @Override
    public boolean isNothing(int start, int end) {
        return start == end;
    }

    @Override
    public @Nullable Flaw parse(byte[] text, int start, int end, int row) {
        for (FieldColumn column : columns) {
            column.putNull(row);
        }
        try (JsonParser json = LineJson.parser(text, start, end)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Flaw.of("it is not an object of JSON");
            }
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                Integer column = places.get(name);
                JsonToken token = json.nextToken();
                if (column == null) {
                    json.skipChildren();
                    continue;
                }
                Flaw flaw = value(json, token, text, start, row, column);
                if (flaw != null) {
                    return flaw;
                }
            }
            return json.nextToken() == null ? null : Flaw.of("text follows the object");
        } catch (IOException e) {
            return Flaw.of(LineJson.flaw(e, text, start, end));
        }
    }

    private @Nullable Flaw value(JsonParser json, JsonToken token, byte[] text, int start, int row, int column)
            throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        byte[] value;
        int from;
        int to;
        hasHalfPair = false;
        if (token == JsonToken.VALUE_STRING) {
            from = 0;
            to = encode(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
            value = utf8;
        } else {
            value = text;
            from = start + (int) json.currentTokenLocation().getByteOffset();
            json.skipChildren();
            json.finishToken();
            to = start + (int) json.currentLocation().getByteOffset();
        }
        String reason = hasHalfPair ? HALF_PAIR : columns.get(column).put(row, value, from, to);
        if (reason == null) {
            return null;
        }
        String shown = "column '%s' (%s) has '%s': %s"
                .formatted(schema.field(column).name(), schema.type(column), ShortText.of(value, from, to), reason);
        return hasHalfPair
                ? Flaw.of(shown)
                : new Flaw(shown, columns.get(column).advice());
    }

    /** Puts letters into {@link #utf8}; gives the number of bytes. */
    private int encode(char[] letters, int start, int count) {
        if (utf8.length < 3 * count) {
            utf8 = new byte[Math.max(2 * utf8.length, 3 * count)];
        }
        int size = 0;
        for (int index = start; index < start + count; index++) {
            char letter = letters[index];
            if (letter < 0x80) {
                utf8[size++] = (byte) letter;
            } else {
                return encodeAny(letters, start, count);
            }
        }
        return size;
    }

    private int encodeAny(char[] letters, int start, int count) {
        String text = new String(letters, start, count);
        hasHalfPair = LineJson.hasHalfPair(text);
        byte[] bytes = text.getBytes(UTF_8);
        if (utf8.length < bytes.length) {
            utf8 = Arrays.copyOf(bytes, bytes.length);
        } else {
            System.arraycopy(bytes, 0, utf8, 0, bytes.length);
        }
        return bytes.length;
    }
}
