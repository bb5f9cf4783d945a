package io.weft.runner.scan;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.weft.api.Row;
import io.weft.runner.format.LineJson;
import io.weft.runner.format.ShortText;
import io.weft.type.DecimalType;
import io.weft.type.ListType;
import io.weft.type.MapType;
import io.weft.type.SimpleType;
import io.weft.type.StructType;
import io.weft.type.Type;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads values of all types from JSON, as a row holds them. */
final class JsonValues {
    private final ValueFormats formats;

    JsonValues(ValueFormats formats) {
        this.formats = formats;
    }

    /**
     * The value that begins with the parser's token; afterwards that is its last.
     *
     * @throws IllegalArgumentException if it is not of the type; the message says why
     */
    @Nullable Object read(JsonParser json, Type type) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (type instanceof ListType list) {
            return list(json, list);
        }
        if (type instanceof MapType map) {
            return map(json, map);
        }
        return type instanceof StructType struct ? struct(json, struct) : scalar(json.getText(), json, type);
    }

    private List<@Nullable Object> list(JsonParser json, ListType type) throws IOException {
        require(json, JsonToken.START_ARRAY, "it is not a list");
        List<@Nullable Object> elements = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            elements.add(read(json, type.element()));
        }
        return elements;
    }

    private Map<Object, @Nullable Object> map(JsonParser json, MapType type) throws IOException {
        require(json, JsonToken.START_OBJECT, "it is not a map");
        Map<Object, @Nullable Object> entries = new LinkedHashMap<>();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            Object key = value(name, type.key());
            json.nextToken();
            entries.put(key, read(json, type.value()));
        }
        return entries;
    }

    private Row struct(JsonParser json, StructType type) throws IOException {
        require(json, JsonToken.START_OBJECT, "it is not a struct");
        @Nullable Object[] values = new Object[type.fields().size()];
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            int field = type.schema().indexOf(name);
            if (field < 0) {
                json.skipChildren();
            } else {
                values[field] = read(json, type.schema().type(field));
            }
        }
        return Row.of(type.schema(), Arrays.asList(values));
    }

    private Object scalar(String text, JsonParser json, Type type) throws IOException {
        if (json.currentToken().isStructStart()) {
            throw new IllegalArgumentException("within it, something nested is not of the type " + type);
        }
        return value(text, type);
    }

    private Object value(String text, Type type) {
        if (LineJson.hasHalfPair(text)) {
            throw new IllegalArgumentException("within it, " + JsonLineParser.HALF_PAIR);
        }
        try {
            return type instanceof DecimalType decimal ? decimal(text, decimal) : simple(text, (SimpleType) type);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            byte[] bytes = text.getBytes(UTF_8);
            throw new IllegalArgumentException(
                    "within it, '%s' is not of the type %s".formatted(ShortText.of(bytes, 0, bytes.length), type), e);
        }
    }

    private static BigDecimal decimal(String text, DecimalType type) {
        BigDecimal value = new BigDecimal(text);
        if ((long) value.precision() - value.scale() > type.integerDigits() && value.signum() != 0) {
            throw new ArithmeticException("too large");
        }
        BigDecimal rounded = value.setScale(type.scale(), RoundingMode.HALF_UP);
        if (rounded.precision() > type.precision()) {
            throw new ArithmeticException("too large");
        }
        return rounded;
    }

    private Object simple(String text, SimpleType type) {
        return switch (type) {
            case BOOLEAN -> bool(text);
            case TINYINT -> Byte.valueOf(text);
            case SMALLINT -> Short.valueOf(text);
            case INT -> Integer.valueOf(text);
            case BIGINT -> Long.valueOf(text);
            case FLOAT -> Float.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
            case DATE -> formats.date(text);
            case TIMESTAMP -> formats.instant(text);
            case TIMESTAMP_NTZ -> formats.local(text);
            case STRING -> text;
            case BINARY -> Base64.getDecoder().decode(text);
        };
    }

    private static boolean bool(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("neither true nor false");
        }
        return text.equals("true");
    }

    private static void require(JsonParser json, JsonToken token, String flaw) {
        if (json.currentToken() != token) {
            throw new IllegalArgumentException(flaw);
        }
    }
}
