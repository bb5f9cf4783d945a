package io.weft.appmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.Row;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowPrinterTest {
    private static final Schema SCHEMA = Schema.of(
            new Field("name", Type.STRING), new Field("price", Type.decimal(12, 8)), new Field("day", Type.DATE));

    @Test
    void printsALineForEachRow() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        RowPrinter printer = new RowPrinter(new PrintStream(bytes, true, StandardCharsets.UTF_8), ZoneOffset.UTC);
        printer.accept(Row.of(SCHEMA, Arrays.asList("Zoë", new BigDecimal("0.00000001"), LocalDate.of(2026, 11, 2))));
        printer.accept(Row.of(SCHEMA, Arrays.asList("", null, null)));
        assertThat(bytes.size()).isZero();
        printer.flush();
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("Zoë|0.00000001|2026-11-02\n|NULL|NULL\n");
    }

    @Test
    void printsTimestampsAsLocalTimesOfTheSession() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        RowPrinter printer =
                new RowPrinter(new PrintStream(bytes, true, StandardCharsets.UTF_8), ZoneId.of("Asia/Tokyo"));
        printer.accept(
                Row.of(Schema.of(new Field("at", Type.TIMESTAMP)), List.of(Instant.parse("2026-11-02T20:30:00Z"))));
        printer.flush();
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("2026-11-03 05:30:00\n");
    }
}
