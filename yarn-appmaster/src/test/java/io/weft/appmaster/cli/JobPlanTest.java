package io.weft.appmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.Job;
import io.weft.api.Text;
import io.weft.config.Settings;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import io.weft.plan.FileOptions;
import io.weft.plan.Output;
import io.weft.protocol.JobDescription;
import io.weft.type.Field;
import io.weft.type.Schema;
import io.weft.type.SimpleType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobPlanTest {
    @TempDir
    private Path directory;

    @Test
    void describesTheJobForItsAppMaster() {
        JobPlan plan = plan(new TestJobs.Copy(), Map.of("input", "in", "output", "out"));
        JobDescription description = plan.description();
        assertThat(description.name()).isEqualTo(TestJobs.Copy.class.getName());
        assertThat(description.settings()).isEqualTo(Map.of("weft.split.max-mb", "3"));
        assertThat(JobDescription.fromBytes(description.toBytes())).isEqualTo(description);
        assertThat(plan.outputs()).extracting(Output::path).containsExactly("out");
    }

    @Test
    void plansInTheZoneOfTheSettings() {
        Settings settings = Settings.of(Map.of("weft.session.zone", "Asia/Tokyo"));
        JobPlan plan = plan(new TestJobs.Copy(), Map.of("input", "in", "output", "out"), settings);
        assertThat(plan.outputs())
                .extracting(output -> FileOptions.zone(output.options()))
                .containsExactly(ZoneId.of("Asia/Tokyo"));
    }

    @Test
    void tellsWhatAJobThrewWhileItWasDefined() {
        assertThatThrownBy(() -> plan(new TestJobs.Throwing(), Map.of()))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FUNCTION_FAILED))
                .hasMessage("Cannot define the job: %s.define threw java.lang.IllegalStateException: no idea"
                        .formatted(TestJobs.Throwing.class.getName()));
    }

    @Test
    void tellsWhatTheApiDoesNotTakeAndWhere() {
        assertThatThrownBy(() -> plan(new TestJobs.NegativeLimit(), Map.of("input", "in")))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageMatching("Cannot define the job: A limit is at least 0, not -1 \\(correct it at"
                        + " .*TestJobs\\$NegativeLimit\\.define\\(TestJobs\\.java:\\d+\\)\\)");
    }

    @Test
    void refusesAnOutputThatExists() throws IOException {
        Files.createDirectory(directory.resolve("out"));
        String output = directory.resolve("out").toUri().toString();
        assertThatThrownBy(() -> check(new TestJobs.Copy(), Map.of("input", "in", "output", output)))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OUTPUT_EXISTS))
                .hasMessage("Cannot write output '%s': it exists (choose another, or remove it)", output);
    }

    @Test
    void refusesToWriteAnOutputTwice() {
        String output = directory.resolve("out").toUri().toString();
        Job twice = job -> {
            job.read(Text.at("in")).write(Text.at(output));
            job.read(Text.at("in")).write(Text.at(output + "/"));
        };
        assertThatThrownBy(() -> check(twice, Map.of()))
                .hasMessage(
                        "Cannot write output '%s/': the job writes it twice (give each output a directory of its own)",
                        output);
    }

    private static void check(Job job, Map<String, String> arguments) throws IOException {
        Outputs.check(plan(job, arguments).outputs(), new Configuration(false));
    }

    private static JobPlan plan(Job job, Map<String, String> arguments) {
        return plan(job, arguments, Settings.of(Map.of("weft.split.max-mb", "3")));
    }

    private static JobPlan plan(Job job, Map<String, String> arguments, Settings settings) {
        return JobPlan.of(
                job,
                arguments,
                settings,
                input -> new Schema(List.of(new Field("line", SimpleType.STRING))),
                JobPlanTest.class.getClassLoader(),
                row -> {});
    }
}
