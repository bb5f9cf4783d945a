package io.weft.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.Columns;
import io.weft.expr.Expression.Literal;
import io.weft.type.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConstantsTest {
    @Test
    void haveTheTypesOfTheirValues() {
        Map<Object, Type> types = new LinkedHashMap<>();
        types.put(true, Type.BOOLEAN);
        types.put((byte) 1, Type.TINYINT);
        types.put((short) 1, Type.SMALLINT);
        types.put(1, Type.INT);
        types.put(1L, Type.BIGINT);
        types.put(1f, Type.FLOAT);
        types.put(1.0, Type.DOUBLE);
        types.put(new BigDecimal("0.05"), Type.decimal(2, 2));
        types.put(new BigDecimal("1E3"), Type.decimal(4, 0));
        types.put(LocalDate.EPOCH, Type.DATE);
        types.put(Instant.EPOCH, Type.TIMESTAMP);
        types.put(LocalDateTime.of(1998, 9, 2, 0, 0), Type.TIMESTAMP_NTZ);
        types.put("a", Type.STRING);
        types.put(new byte[0], Type.BINARY);
        types.forEach(
                (value, type) -> assertThat(Constants.literal(value).type()).isEqualTo(type));
    }

    @Test
    void dropWhatIsFinerThanAMicrosecond() {
        assertThat(Constants.literal(Instant.ofEpochSecond(1, 999)).value()).isEqualTo(Instant.ofEpochSecond(1));
        assertThat(Constants.literal(LocalDateTime.of(1969, 1, 1, 0, 0, 0, 1_999)))
                .hasToString("timestamp_ntz '1969-01-01T00:00:00.000001'");
    }

    @Test
    void keepBytesOfTheirOwn() {
        byte[] bytes = {1, 2};
        Literal literal = Constants.literal(bytes);
        bytes[0] = 9;
        assertThat(literal)
                .isEqualTo(new Literal(new byte[] {1, 2}, Type.BINARY))
                .hasToString("X'0102'");
    }

    @Test
    void areOfNoOtherClass() {
        assertThatThrownBy(() -> Columns.lit('a')).hasMessage("Not a constant of a column: a, a java.lang.Character");
    }
}
