package io.weft.expr;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.type.SimpleType;
import io.weft.type.Type;
import java.util.List;
import org.junit.jupiter.api.Test;

class CastRulesTest {
    private static final List<Type> TRUTH_AND_NUMBERS = List.of(
            Type.BOOLEAN,
            Type.TINYINT,
            Type.SMALLINT,
            Type.INT,
            Type.BIGINT,
            Type.FLOAT,
            Type.DOUBLE,
            Type.decimal(12, 2));
    private static final List<Type> TIMES = List.of(Type.DATE, Type.TIMESTAMP, Type.TIMESTAMP_NTZ);

    @Test
    void castsBetweenBooleansAndNumbersOfAllTypes() {
        for (Type from : TRUTH_AND_NUMBERS) {
            for (Type to : TRUTH_AND_NUMBERS) {
                assertThat(CastRules.exists(from, to)).as("%s to %s", from, to).isTrue();
            }
        }
    }

    @Test
    void castsEverythingToAndFromText() {
        for (Type type : SimpleType.values()) {
            assertThat(CastRules.exists(type, Type.STRING)).isTrue();
            assertThat(CastRules.exists(Type.STRING, type)).isTrue();
        }
        assertThat(CastRules.exists(Type.STRING, Type.decimal(12, 2))).isTrue();
    }

    @Test
    void castsTimesToTimesAndMomentsToNumbers() {
        for (Type time : TIMES) {
            TIMES.forEach(other -> assertThat(CastRules.exists(time, other)).isTrue());
            for (Type type : TRUTH_AND_NUMBERS) {
                boolean seconds = time.equals(Type.TIMESTAMP) && !type.equals(Type.BOOLEAN);
                assertThat(CastRules.exists(time, type))
                        .as("%s to %s", time, type)
                        .isEqualTo(seconds);
                assertThat(CastRules.exists(type, time))
                        .as("%s to %s", type, time)
                        .isEqualTo(seconds);
            }
        }
    }

    @Test
    void castsBytesToNothingButText() {
        for (Type type : List.of(Type.INT, Type.DATE, Type.DOUBLE, Type.TIMESTAMP)) {
            assertThat(CastRules.exists(Type.BINARY, type)).isFalse();
            assertThat(CastRules.exists(type, Type.BINARY)).isFalse();
        }
        assertThat(CastRules.exists(Type.BINARY, Type.BINARY)).isTrue();
    }
}
