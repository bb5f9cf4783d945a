package io.weft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JobContextTest {
    private static JobContext define(Job job, Map<String, String> arguments) {
        return JobContext.define(job, arguments, row -> {});
    }

    @Test
    void saysWhichArgumentIsMissing() {
        assertThatThrownBy(() -> define(job -> job.arg("output"), Map.of("outptu", "x")))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessage("Cannot define the job: the argument 'output' is missing; given are [outptu]"
                        + " (add output=...): did you write 'outptu' for it?");
    }

    @Test
    void refusesAnArgumentThatTheJobDoesNotKnow() {
        assertThatThrownBy(() -> define(job -> job.arg("input", "x"), Map.of("inptu", "y")))
                .isInstanceOf(WeftException.class)
                .hasMessage("Cannot use the argument 'inptu': the job asks for [input] (did you mean 'input'?)");
    }

    @Test
    void buildingADatasetTouchesNothing() {
        JobContext job = define(
                context -> context.read(Parquet.at("nowhere://at/all")).limit(1).show(), Map.of());
        assertThat(job.written()).hasToString("""
                        #0 read parquet nowhere://at/all
                        #1 limit 1 <- #0
                        #2 collect <- #1
                        """);
    }
}
