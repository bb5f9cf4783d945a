package io.weft.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.error.WeftException;
import org.junit.jupiter.api.Test;

class SketchSizesTest {
    @Test
    void growAsTheErrorShrinks() {
        assertThat(SketchSizes.distinct().value()).isEqualTo(12);
        assertThat(SketchSizes.distinct(0.0163).value()).isEqualTo(12);
        assertThat(SketchSizes.distinct(0.26).value()).isEqualTo(4);
        assertThat(SketchSizes.distinct(0.001).value()).isEqualTo(21);
        assertThat(SketchSizes.percentile().value()).isEqualTo(200);
        assertThat(SketchSizes.percentile(0.0133).value()).isEqualTo(200);
        assertThat(SketchSizes.percentile(0.2).value()).isEqualTo(13);
    }

    @Test
    void refuseWhatNoSketchCanDo() {
        assertThatThrownBy(() -> SketchSizes.distinct(0.0001))
                .isInstanceOf(WeftException.class)
                .hasMessage(
                        "Cannot use 1.0E-4 for the relative error: it must be from 0.001 to 0.26 (choose one within)");
        assertThatThrownBy(() -> SketchSizes.percentile(Double.NaN))
                .hasMessage(
                        "Cannot use NaN for the error of the rank: it must be from 1.0E-4 to 0.2 (choose one within)");
        assertThatThrownBy(() -> SketchSizes.fraction(1.5))
                .hasMessage("Cannot use 1.5 for the fraction: it must be from 0.0 to 1.0 (choose one within)");
    }
}
