package io.weft.runner.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.runner.csv.CsvDialect;
import io.weft.runner.vector.Batch;
import io.weft.type.Schema;
import java.util.ArrayList;
import java.util.List;

/** Fields with a delimiter between them; in quotes where they could be read as anything else. */
final class CsvLayout implements LineLayout {
    private static final int MOST_SHOWN = 40;

    private final Schema schema;
    private final CsvDialect dialect;
    private final TextFormats formats;
    private final boolean hasHeader;
    private final byte[] nullText;
    private final List<byte[]> nullTexts;

    CsvLayout(Schema schema, CsvDialect dialect, TextFormats formats, HeaderLine header) {
        this.schema = schema;
        this.dialect = dialect;
        this.formats = formats;
        this.hasHeader = header == HeaderLine.WRITTEN;
        this.nullTexts = dialect.nullBytes();
        this.nullText = nullTexts.get(0);
    }

    /** Whether files begin with the names of the columns. */
    enum HeaderLine {
        WRITTEN,
        LEFT_OUT
    }

    @Override
    public String extension() {
        return ".csv";
    }

    @Override
    public void writeHead(TextBuffer out) {
        if (!hasHeader) {
            return;
        }
        for (int column = 0; column < schema.size(); column++) {
            if (column > 0) {
                out.append((char) dialect.delimiter());
            }
            int start = out.size();
            byte[] name = schema.field(column).name().getBytes(UTF_8);
            out.append(name, 0, name.length);
            quote(out, start);
        }
        out.append('\n');
    }

    @Override
    public RowWriter rows(Batch batch) {
        List<TextColumn> columns = new ArrayList<>();
        for (int column = 0; column < schema.size(); column++) {
            columns.add(formats.column(batch.column(column), schema.type(column)));
        }
        return (row, out) -> {
            for (int column = 0; column < columns.size(); column++) {
                if (column > 0) {
                    out.append((char) dialect.delimiter());
                }
                if (batch.column(column).isNull(row)) {
                    out.append(nullText, 0, nullText.length);
                } else {
                    int start = out.size();
                    columns.get(column).write(row, out);
                    quote(out, start);
                }
            }
            out.append('\n');
        };
    }

    /** Puts the field from {@code start} on into quotes if it needs them. */
    private void quote(TextBuffer out, int start) {
        if (!needsQuotes(out, start)) {
            return;
        }
        byte[] field = out.copy(start);
        if (!dialect.hasQuotes()) {
            String text = new String(field, UTF_8);
            throw new WeftException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Cannot write '%s' as CSV without quotes: it would be read as something else"
                            + " (leave withoutQuotes() out, or choose another delimiter or null text)",
                    text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "..." : text);
        }
        out.truncate(start);
        out.append((char) dialect.quote());
        for (byte letter : field) {
            if (letter == dialect.quote() || letter == dialect.escape()) {
                out.append((char) dialect.escape());
            }
            out.append((char) letter);
        }
        out.append((char) dialect.quote());
    }

    private boolean needsQuotes(TextBuffer out, int start) {
        for (int index = start; index < out.size(); index++) {
            byte letter = out.at(index);
            if (letter == dialect.delimiter() || letter == dialect.quote() || letter == '\n' || letter == '\r') {
                return true;
            }
        }
        for (byte[] text : nullTexts) {
            if (out.holds(start, text)) {
                return true;
            }
        }
        // An empty line may be no row, and the first letter of a file may be taken for a byte order mark.
        return dialect.hasQuotes() && (out.size() == start || (start == 0 && out.at(start) == (byte) 0xEF));
    }
}
