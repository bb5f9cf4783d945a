package io.weft.runner.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.weft.api.JsonLines;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.plan.Input;
import io.weft.runner.compress.FileCompression;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/** Lines of JSON, an object each. The columns are given, or found out from the beginning of the first file by path. */
public final class JsonFormat implements FileFormat {
    private final Configuration configuration;

    public JsonFormat(Configuration configuration) {
        this.configuration = configuration;
    }

    @Override
    public String name() {
        return JsonLines.FORMAT;
    }

    @Override
    public Schema schemaOf(Input input) {
        Optional<Schema> given = GivenSchema.ofAny(input);
        if (given.isPresent()) {
            InputFiles.list(input, configuration);
            return given.get();
        }
        TextSample sample = TextSample.of(input, 1, configuration).orElseThrow(() -> TextSample.missing(input));
        return infer(sample);
    }

    private static Schema infer(TextSample sample) {
        Map<String, ColumnGuess> guesses = new LinkedHashMap<>();
        List<byte[]> records = sample.records();
        List<String> flaws = new ArrayList<>();
        for (int line = 1; line <= records.size(); line++) {
            byte[] record = records.get(line - 1);
            String flaw = record.length == 0 ? null : add(record, guesses);
            // Bad rows are the scan's to report, unless there are no others.
            if (flaw != null) {
                flaws.add("line %d: %s".formatted(line, flaw));
            }
        }
        if (guesses.isEmpty()) {
            throw new WeftException(
                    ErrorCode.CORRUPT_INPUT,
                    "[%s] Cannot tell the columns: no line at its beginning is an object of JSON with members; %s"
                            + " (check the file, or give the columns with schema(...))",
                    sample.file(),
                    flaws.isEmpty() ? "all are empty" : flaws.get(0));
        }
        List<Field> fields = new ArrayList<>();
        guesses.forEach((name, guess) -> fields.add(new Field(name, guess.type())));
        return new Schema(fields);
    }

    /** Takes in what a line has; says why it has nothing, or nothing. */
    private static @Nullable String add(byte[] record, Map<String, ColumnGuess> guesses) {
        try (JsonParser json = LineJson.parser(record, 0, record.length)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return "it is not an object";
            }
            add(json, guesses);
            return null;
        } catch (IOException e) {
            return LineJson.flaw(e, record, 0, record.length);
        }
    }

    private static void add(JsonParser json, Map<String, ColumnGuess> guesses) throws IOException {
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken token = json.nextToken();
            if (!name.isEmpty()) {
                ColumnGuess guess = guesses.computeIfAbsent(name, any -> new ColumnGuess(null));
                typeOf(json, token).ifPresent(guess::add);
            }
            json.skipChildren();
        }
    }

    private static Optional<Type> typeOf(JsonParser json, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_NULL -> Optional.empty();
            case VALUE_TRUE, VALUE_FALSE -> Optional.of(Type.BOOLEAN);
            case VALUE_NUMBER_FLOAT -> Optional.of(Type.DOUBLE);
            case VALUE_NUMBER_INT ->
                Optional.of(json.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? Type.DOUBLE : Type.BIGINT);
            default -> Optional.of(Type.STRING);
        };
    }

    @Override
    public Optional<String> unsupportedType(Input input, String column) {
        return Optional.empty();
    }

    @Override
    public boolean isSplittable(Input input, Path file) {
        return FileCompression.of(file).isSplittable();
    }
}
