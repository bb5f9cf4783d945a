package io.weft.appmaster.cli;

import io.weft.api.Row;
import io.weft.api.ValueText;
import java.io.BufferedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Prints rows for people and scripts: a line each, {@code |} between the columns, NULL where there is no value. */
final class RowPrinter implements Consumer<Row> {
    private static final int BUFFER = 1 << 16;

    private final PrintStream out;
    private final ValueText values;

    /** Prints on a stream that stays its owner's, timestamps as local times of the zone; rows are there after {@link #flush}. */
    RowPrinter(PrintStream out, ZoneId zone) {
        this.values = new ValueText(zone);
        this.out = new PrintStream(new BufferedOutputStream(out, BUFFER), false, StandardCharsets.UTF_8);
    }

    @Override
    public void accept(Row row) {
        for (int column = 0; column < row.schema().size(); column++) {
            if (column > 0) {
                out.print('|');
            }
            out.print(text(row.value(column)));
        }
        out.print('\n');
    }

    private String text(@Nullable Object value) {
        if (value == null) {
            return "NULL";
        }
        return values.of(value);
    }

    void flush() {
        out.flush();
    }
}
