package io.weft.runner.scan;

import io.weft.runner.csv.CsvDialect;
import io.weft.runner.csv.CsvFields;
import io.weft.runner.format.ShortText;
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
    public @Nullable Flaw head(byte[] text, int start, int end) {
        Flaw flaw = split(text, start, end);
        if (flaw != null) {
            return flaw;
        }
        List<String> names = fields.names();
        return names.equals(header)
                ? null
                : new Flaw(
                        "its header is %s, and that of the first file %s".formatted(names, header),
                        "read files of different columns one by one");
    }

    private @Nullable Flaw split(byte[] text, int start, int end) {
        String reason = fields.split(text, start, end);
        return reason == null ? null : new Flaw(reason, fields.advice());
    }

    @Override
    public boolean isNothing(int start, int end) {
        return start == end && fieldCount > 1;
    }

    @Override
    public @Nullable Flaw parse(byte[] text, int start, int end, int row) {
        Flaw flaw = split(text, start, end);
        if (flaw != null) {
            return flaw;
        }
        if (fields.count() != fieldCount) {
            return Flaw.of("it has %d field(s) and not %d, where '%c' is the delimiter"
                    .formatted(fields.count(), fieldCount, (char) dialect.delimiter()));
        }
        for (int column = 0; column < places.length; column++) {
            int field = places[column];
            if (isNull(field)) {
                columns.get(column).putNull(row);
                continue;
            }
            fields.moveTo(field);
            String reason = columns.get(column).put(row, fields.bytes(field), fields.start(field), fields.end(field));
            if (reason != null) {
                return flaw(column, field, reason);
            }
        }
        return null;
    }

    private Flaw flaw(int column, int field, String reason) {
        boolean isEmpty = fields.start(field) == fields.end(field);
        return new Flaw(
                "column '%s' (%s) has '%s': %s"
                        .formatted(
                                schema.field(column).name(),
                                schema.type(column),
                                ShortText.of(fields.bytes(field), fields.start(field), fields.end(field)),
                                reason),
                isEmpty
                        ? "say what null is with nullText(...)"
                        : columns.get(column).advice());
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
