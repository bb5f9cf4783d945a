package io.weft.runner.sink;

import io.weft.runner.vector.Batch;
import io.weft.type.Schema;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** The columns with a tab between them, a null as {@code \N}, as Hive's text tables have it. Nothing is escaped. */
final class TextLayout implements LineLayout {
    private static final String NULL = "\\N";

    private final Schema schema;
    private final ZoneId zone;

    /** Writes timestamps as local times of the zone. */
    TextLayout(Schema schema, ZoneId zone) {
        this.schema = schema;
        this.zone = zone;
    }

    @Override
    public String extension() {
        return ".txt";
    }

    @Override
    public void writeHead(TextBuffer out) {
        // Nothing stands before the first row.
    }

    @Override
    public RowWriter rows(Batch batch) {
        List<TextColumn> columns = new ArrayList<>();
        for (int column = 0; column < schema.size(); column++) {
            columns.add(TextColumn.of(batch.column(column), schema.type(column), zone));
        }
        return (row, out) -> {
            for (int column = 0; column < columns.size(); column++) {
                if (column > 0) {
                    out.append('\t');
                }
                if (batch.column(column).isNull(row)) {
                    out.append(NULL);
                } else {
                    columns.get(column).write(row, out);
                }
            }
            out.append('\n');
        };
    }
}
