package io.weft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowTest {
    private static final Schema SCHEMA = Schema.of(
            new Field("t", Type.TINYINT),
            new Field("s", Type.SMALLINT),
            new Field("f", Type.FLOAT),
            new Field("m", Type.TIMESTAMP),
            new Field("w", Type.TIMESTAMP_NTZ),
            new Field("b", Type.BINARY));

    private static Row row(@Nullable Object... values) {
        return Row.of(SCHEMA, Arrays.asList(values));
    }

    @Test
    void givesTheValueOfEachType() {
        Instant moment = Instant.parse("1998-09-02T13:05:00Z");
        LocalDateTime time = LocalDateTime.of(1998, 9, 2, 13, 5);
        Row row = row((byte) 1, (short) 2, 0.5f, moment, time, new byte[] {1, -1});

        assertThat(row.tinyint("t")).isEqualTo((byte) 1);
        assertThat(row.smallint("s")).isEqualTo((short) 2);
        assertThat(row.float32("f")).isEqualTo(0.5f);
        assertThat(row.timestamp("m")).isEqualTo(moment);
        assertThat(row.timestampNtz("w")).isEqualTo(time);
        assertThat(row.binary("b")).containsExactly(1, -1);
        assertThat(row).hasToString("1|2|0.5|1998-09-02 13:05:00|1998-09-02 13:05:00|X'01FF'");
    }

    @Test
    void isEqualWhereItsBytesAre() {
        Row row = row(null, null, null, null, null, new byte[] {1});
        assertThat(row).isEqualTo(row(null, null, null, null, null, new byte[] {1}));
        assertThat(row).hasSameHashCodeAs(row(null, null, null, null, null, new byte[] {1}));
        assertThat(row).isNotEqualTo(row(null, null, null, null, null, new byte[] {2}));
    }

    @Test
    void saysOfWhatTypeAColumnIs() {
        Row row = row((byte) 1, null, null, null, null, null);
        assertThatThrownBy(() -> row.smallint("t")).hasMessage("Column 't' is a Byte, not a Short");
        assertThatThrownBy(() -> row.smallint("s")).hasMessage("Column 's' is null in this row (ask isNull first)");
        assertThatThrownBy(() -> Row.of(SCHEMA, List.of()).values())
                .hasMessage("0 values for the columns [t, s, f, m, w, b]");
    }
}
