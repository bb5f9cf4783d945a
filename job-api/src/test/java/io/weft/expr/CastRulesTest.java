package io.weft.expr;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.type.Type;
import java.util.List;
import org.junit.jupiter.api.Test;

class CastRulesTest {
    private static final List<Type> TRUTH_AND_NUMBERS =
            List.of(Type.BOOLEAN, Type.INT, Type.BIGINT, Type.DOUBLE, Type.decimal(12, 2));

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
        for (Type type : List.of(Type.BOOLEAN, Type.INT, Type.decimal(12, 2), Type.DATE, Type.STRING)) {
            assertThat(CastRules.exists(type, Type.STRING)).isTrue();
            assertThat(CastRules.exists(Type.STRING, type)).isTrue();
        }
    }

    @Test
    void castsDatesToNothingButText() {
        for (Type type : TRUTH_AND_NUMBERS) {
            assertThat(CastRules.exists(Type.DATE, type)).isFalse();
            assertThat(CastRules.exists(type, Type.DATE)).isFalse();
        }
        assertThat(CastRules.exists(Type.DATE, Type.DATE)).isTrue();
    }
}
