package io.weft.runner.shuffle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.stage.JobId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MapOutputIdTest {
    private static final MapOutputId ID = new MapOutputId(
            ShuffleApplication.parse("application_1731234567890_12345"),
            new JobId(0).stage(12).task(2345).attempt(3));

    @Test
    void isShortAndSafeInPathsAndUrls() {
        assertThat(ID).hasToString("weft_1731234567890_12345_j0_s12_t2345_a3");
        assertThat(ID.toString()).matches("[a-z0-9_]{1,40}");
    }

    @Test
    void isReadBack() {
        assertThat(MapOutputId.parse(ID.toString())).isEqualTo(ID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "attempt_1731234567890_0001_m_000001_0",
                "weft_1731234567890_0001_j0_s1_t2",
                "weft_1731234567890_0001_j0_s1_t2_a01",
                "weft_1731234567890_00001_j0_s1_t2_a0",
                "weft_01731234567890_0001_j0_s1_t2_a0",
                "weft_1731234567890_0001_j0_s1_t2_a0/..",
                "weft_1731234567890_0001_j0_s1_t2_a-1",
                "weft_1731234567890_0001_j0_s1_t9999999999_a0",
                "../weft_1731234567890_0001_j0_s1_t2_a0",
                "weft_1731234567890_0001_j0_s1_t2_a0\n"
            })
    void hasOneSpellingOnly(String text) {
        assertThatThrownBy(() -> MapOutputId.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesTheApplicationAsYarnDoes() {
        assertThat(new ShuffleApplication(7, 3)).hasToString("application_7_0003");
        assertThat(new ShuffleApplication(7, 3).jobParameter()).isEqualTo("job_7_0003");
        assertThatThrownBy(() -> ShuffleApplication.parse("application_7_3"))
                .hasMessage("Not of the form application_<timestamp>_<number>: 'application_7_3'");
    }
}
