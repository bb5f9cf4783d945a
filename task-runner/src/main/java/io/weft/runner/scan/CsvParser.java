package io.weft.runner.scan;

import io.weft.runner.csv.CsvDialect;
import io.weft.runner.csv.CsvFields;
import io.weft.type.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the wanted fields of records of CSV. */
final class CsvParser implements RecordParser {
    private final Schema schema;
    private final List<FieldColumn> columns;
    private final CsvDialect dialect;
    private final CsvFields fields;
    private final List<byte[]> nullTexts;

    /** For each wanted column the place of its field. */
    private final int[] places;

    private final int fieldCount;
    private final List<String> header;

    /**
     * @param schema the wanted columns
     * @param fieldNames of all fields of a record, in order
     * @param header the names that must stand in the first line of each file; empty where there is no header
     */
    CsvParser(
            Schema schema,
            List<FieldColumn> columns,
            CsvDialect dialect,
            List<String> fieldNames,
            List<String> header) {
        this.schema = schema;
        this.columns = columns;
        this.dialect = dialect;
        this.fields = new CsvFields(dialect);
        this.nullTexts = dialect.nullBytes();
        this.places = schema.names().stream().mapToInt(fieldNames::indexOf).toArray();
        this.fieldCount = fieldNames.size();
        this.header = header;
    }

    @Override
    public boolean hasHead() {
        return !header.isEmpty();
    }

    @Override
    public @Nullable String head(byte[] text, int start, int end) {
        String flaw = fields.split(text, start, end);
        if (flaw != null) {
            return flaw;
        }
        List<String> names = fields.names();
        return names.equals(header)
                ? null
                : "its header is %s, and that of the first file %s (read files of different columns one by one)"
                        .formatted(names, header);
    }

    @Override
    public boolean isNothing(int start, int end) {
        return start == end && fieldCount > 1;
    }

    @Override
    public @Nullable String parse(byte[] text, int start, int end, int row) {
        String flaw = fields.split(text, start, end);
        if (flaw != null) {
            return flaw;
        }
        if (fields.count() != fieldCount) {
            return "it has %d field(s) and not %d (delimiter is '%c')"
                    .formatted(fields.count(), fieldCount, (char) dialect.delimiter());
        }
        for (int column = 0; column < places.length; column++) {
            int field = places[column];
            if (isNull(field)) {
                columns.get(column).putNull(row);
                continue;
            }
            fields.moveTo(field);
            flaw = columns.get(column).put(row, fields.bytes(field), fields.start(field), fields.end(field));
            if (flaw != null) {
                return "column '%s' (%s) has '%s': %s%s"
                        .formatted(
                                schema.field(column).name(),
                                schema.type(column),
                                ShortText.of(fields.bytes(field), fields.start(field), fields.end(field)),
                                flaw,
                                fields.start(field) == fields.end(field) ? " (nullText(...) says what null is)" : "");
            }
        }
        return null;
    }

    private boolean isNull(int field) {
        for (byte[] nullText : nullTexts) {
            if (fields.isBare(field, nullText)) {
                return true;
            }
        }
        return false;
    }
}
