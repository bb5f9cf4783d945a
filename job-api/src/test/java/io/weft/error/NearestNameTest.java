package io.weft.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    private static final List<String> NAMES = List.of("a", "b", "id", "day", "price", "l_shipdate");

    @ParameterizedTest
    @CsvSource({
        "A, a",
        "ix, id",
        "dya, ",
        "dax, day",
        "Prize, price",
        "pirce, price",
        "shipdate, l_shipdate",
        "x, ",
        "xy, ",
        "zzz, "
    })
    void findsWhatIsProbablyMeantAndNothingElse(String wanted, String meant) {
        assertThat(NearestName.of(wanted, NAMES).orElse(null)).isEqualTo(meant);
        assertThat(NearestName.hint(wanted, NAMES)).isEqualTo(meant == null ? "" : " (did you mean '" + meant + "'?)");
    }
}
