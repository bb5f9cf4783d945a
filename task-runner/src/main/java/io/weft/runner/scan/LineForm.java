package io.weft.runner.scan;

import io.weft.plan.LineOptions;
import io.weft.runner.csv.CsvDialect;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known of files in order to find their lines.
 *
 * @param charset their encoding
 * @param quoting where a line end within quotes ends no line, how quotes are written; else null
 */
record LineForm(Charset charset, @Nullable CsvDialect quoting) {
    /** Lines of UTF-8. */
    static final LineForm PLAIN = new LineForm(StandardCharsets.UTF_8, null);

    static LineForm of(Map<String, String> options) {
        return new LineForm(
                Charset.forName(options.getOrDefault(LineOptions.ENCODING, StandardCharsets.UTF_8.name())),
                options.containsKey(LineOptions.MULTILINE) ? CsvDialect.of(options) : null);
    }
}
