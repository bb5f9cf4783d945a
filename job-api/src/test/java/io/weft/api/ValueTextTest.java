package io.weft.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ValueTextTest {
    private static final ValueText UTC = new ValueText(ZoneOffset.UTC);

    @Test
    void writesSingleValuesAsACastDoes() {
        assertThat(UTC.of(new BigDecimal("0E-10"))).isEqualTo("0.0000000000");
        assertThat(UTC.of(0.1f)).isEqualTo("0.1");
        assertThat(UTC.of("a\"b")).isEqualTo("a\"b");
        assertThat(UTC.of(Instant.ofEpochSecond(0, 500_000_000))).isEqualTo("1970-01-01 00:00:00.5");
        assertThat(new ValueText(ZoneId.of("Europe/Zurich")).of(Instant.EPOCH)).isEqualTo("1970-01-01 01:00:00");
        assertThat(UTC.of(LocalDateTime.of(1998, 9, 2, 1, 2))).isEqualTo("1998-09-02 01:02:00");
        assertThat(UTC.of(new byte[] {1, -1})).isEqualTo("X'01FF'");
    }

    @Test
    void writesNestedValuesAsJson() {
        Schema schema =
                Schema.of(new Field("a \"b\"", Type.list(Type.INT)), new Field("m", Type.map(Type.INT, Type.DATE)));
        Map<Object, @Nullable Object> map = new LinkedHashMap<>();
        map.put(2, LocalDate.of(1998, 9, 2));
        map.put(1, null);
        assertThat(UTC.of(Row.of(schema, Arrays.asList(Arrays.asList(1, null), map))))
                .isEqualTo("{\"a \\\"b\\\"\":[1,null],\"m\":{\"2\":\"1998-09-02\",\"1\":null}}");
        assertThat(UTC.json(Arrays.asList("tab\t \u0001 \\ ä", Double.NaN, -0.5f, new BigDecimal("1.50"), true)))
                .isEqualTo("[\"tab\\t \\u0001 \\\\ ä\",\"NaN\",-0.5,1.50,true]");
        assertThat(UTC.json(new byte[] {1, 2, 3})).isEqualTo("\"AQID\"");
    }
}
