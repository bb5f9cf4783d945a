package io.weft.appmaster.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.error.WeftException;
import io.weft.plan.Output;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputsTest {
    @TempDir
    Path directory;

    @Test
    void refusesAnOutputWithinAnother() {
        Output outer = output("out");
        Output inner = output("out/bad");

        for (List<Output> outputs : List.of(List.of(outer, inner), List.of(inner, outer))) {
            assertThatThrownBy(() -> Outputs.check(outputs, new Configuration()))
                    .isInstanceOf(WeftException.class)
                    .hasMessage(
                            "Cannot write output '%s': it and the output 'file:%s' lie one within the other"
                                    + " (give each output a directory of its own)",
                            outputs.get(1).path(), outputs.get(0).path());
        }
    }

    @Test
    void letsOutputsLieBesideEachOther() {
        assertThatCode(() ->
                        Outputs.check(List.of(output("out"), output("out-bad"), output("in/out")), new Configuration()))
                .doesNotThrowAnyException();
    }

    private Output output(String name) {
        return new Output("text", directory.resolve(name).toString(), new TreeMap<>());
    }
}
