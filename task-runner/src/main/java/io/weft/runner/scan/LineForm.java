package io.weft.runner.scan;

import io.weft.plan.Input;
import io.weft.plan.LineOptions;
import io.weft.runner.csv.CsvDialect;
import io.weft.runner.format.TextEncoding;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known of files in order to find their lines.
 *
 * @param quoting where a line end within quotes ends no line, how quotes are written; else null
 */
record LineForm(TextEncoding encoding, @Nullable CsvDialect quoting) {
    static LineForm of(Input input) {
        return new LineForm(
                TextEncoding.of(input),
                input.options().containsKey(LineOptions.MULTILINE) ? CsvDialect.of(input.options()) : null);
    }
}
