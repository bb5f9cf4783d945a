package io.weft.runner.format;

import io.weft.api.Csv;
import io.weft.error.ErrorCode;
import io.weft.error.NearestName;
import io.weft.error.WeftException;
import io.weft.plan.Input;
import io.weft.plan.LineOptions;
import io.weft.runner.compress.FileCompression;
import io.weft.runner.csv.CsvDialect;
import io.weft.runner.csv.CsvFields;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.SchemaText;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/** Fields with a delimiter between them. The columns are given, or found out from the beginning of the first file by path. */
public final class CsvFormat implements FileFormat {
    private final Configuration configuration;

    public CsvFormat(Configuration configuration) {
        this.configuration = configuration;
    }

    @Override
    public String name() {
        return Csv.FORMAT;
    }

    @Override
    public Schema schemaOf(Input input) {
        Optional<Schema> given = GivenSchema.of(input);
        if (!hasHeader(input) && given.isPresent()) {
            InputFiles.list(input, configuration);
            return given.get();
        }
        Optional<TextSample> sample = sample(input);
        if (sample.isEmpty()) {
            return given.orElseThrow(() -> TextSample.missing(input));
        }
        List<byte[]> records = sample.get().records();
        List<String> names = fieldNames(sample.get(), input, records);
        if (given.isPresent()) {
            requireColumns(sample.get(), given.get(), names);
            return given.get();
        }
        return infer(input, names, records);
    }

    private static boolean hasHeader(Input input) {
        return input.options().containsKey(LineOptions.HEADER);
    }

    /** At least the header, and a row where its values tell the types. */
    private Optional<TextSample> sample(Input input) {
        int rows = GivenSchema.ofAny(input).isPresent() ? 0 : 1;
        return TextSample.of(input, rows + (hasHeader(input) ? 1 : 0), configuration);
    }

    /** The names of all fields, in the order in which they stand in the files. */
    private static List<String> fieldNames(TextSample sample, Input input, List<byte[]> records) {
        CsvFields fields = new CsvFields(CsvDialect.of(input.options()));
        byte[] first = records.isEmpty() ? new byte[0] : records.get(0);
        requireText(sample, first, input);
        String flaw = fields.split(first, 0, first.length);
        if (flaw != null) {
            throw new WeftException(
                    ErrorCode.CORRUPT_INPUT,
                    "[%s, line 1] Cannot tell the columns: %s (%s%s)",
                    sample.file(),
                    flaw,
                    fields.advice(),
                    hasHeader(input) ? "" : ", or give the columns with schema(...)");
        }
        List<String> names = new ArrayList<>();
        for (String header : fields.names()) {
            String name = hasHeader(input) ? header : CsvFields.placeName(names.size());
            if (names.contains(name)) {
                throw new WeftException(
                        ErrorCode.INVALID_PLAN,
                        "[%s] Cannot read the file: its header names two columns '%s' (rename one)",
                        sample.file(),
                        name);
            }
            names.add(name);
        }
        return names;
    }

    /** A row that is no text is the scan's to report, but for one that may be taken for text. */
    private static void requireText(TextSample sample, byte[] first, Input input) {
        String flaw = sample.encoding().flaw(first);
        if (flaw == null && hasHeader(input) && TextEncoding.isBroken(first, 0, first.length)) {
            flaw = "it is not UTF-8";
        }
        if (flaw != null) {
            throw new WeftException(
                    ErrorCode.CORRUPT_INPUT,
                    "[%s, line 1] Cannot tell the columns: %s (give its own encoding with encoding(...))",
                    sample.file(),
                    flaw);
        }
    }

    private static void requireColumns(TextSample sample, Schema wanted, List<String> names) {
        for (String name : wanted.names()) {
            if (!names.contains(name)) {
                throw new WeftException(
                        ErrorCode.COLUMN_NOT_FOUND,
                        "[%s] Cannot find column '%s': the header has %s%s",
                        sample.file(),
                        name,
                        names,
                        NearestName.hint(name, names));
            }
        }
    }

    private static Schema infer(Input input, List<String> names, List<byte[]> records) {
        CsvDialect dialect = CsvDialect.of(input.options());
        CsvFields fields = new CsvFields(dialect);
        List<byte[]> nullTexts = dialect.nullBytes();
        DateTimeFormatter dates = dates(input.options());
        List<ColumnGuess> guesses =
                names.stream().map(name -> new ColumnGuess(dates)).toList();
        for (byte[] record : records.subList(hasHeader(input) ? 1 : 0, records.size())) {
            // Bad rows are the scan's to report.
            if (fields.split(record, 0, record.length) != null || fields.count() != names.size()) {
                continue;
            }
            List<String> texts = fields.texts();
            for (int field = 0; field < texts.size(); field++) {
                int place = field;
                if (nullTexts.stream().noneMatch(text -> fields.isBare(place, text))) {
                    guesses.get(field).add(texts.get(field));
                }
            }
        }
        List<Field> columns = new ArrayList<>();
        for (int column = 0; column < names.size(); column++) {
            columns.add(new Field(names.get(column), guesses.get(column).type()));
        }
        return new Schema(columns);
    }

    private static @Nullable DateTimeFormatter dates(Map<String, String> options) {
        String pattern = options.get(LineOptions.DATE_FORMAT);
        return pattern == null ? null : DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
    }

    /** Adds the names of all fields: rows must have as many, and headers be the same. */
    @Override
    public Input complete(Input input) {
        List<String> names = GivenSchema.of(input).map(Schema::names).orElse(List.of());
        if (hasHeader(input) || names.isEmpty()) {
            Optional<TextSample> sample = sample(input);
            if (sample.isPresent()) {
                names = fieldNames(sample.get(), input, sample.get().records());
            }
        }
        return input.with(LineOptions.FIELD_NAMES, SchemaText.ofNames(names));
    }

    @Override
    public Optional<String> unsupportedType(Input input, String column) {
        return Optional.empty();
    }

    @Override
    public boolean isSplittable(Input input, Path file) {
        return FileCompression.of(file).isSplittable()
                && !input.options().containsKey(LineOptions.MULTILINE)
                && TextEncoding.of(input).isUtf8();
    }
}
