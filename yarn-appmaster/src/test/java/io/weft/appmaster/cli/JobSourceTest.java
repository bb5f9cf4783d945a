package io.weft.appmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobSourceTest {
    private static final String PACKAGE = "io.weft.appmaster.cli.";

    @TempDir
    private Path directory;

    private Path jar;

    @BeforeEach
    void makeJar() throws IOException {
        jar = TestJobs.jar(
                directory.resolve("jobs.jar"),
                TestJobs.class,
                TestJobs.Copy.class,
                TestJobs.NeedsMore.class,
                TestJobs.Throwing.class);
    }

    @Test
    void makesAJobOfItsClass() {
        try (JobSource source = new JobSource(List.of(jar.toString()))) {
            assertThat(source.job(PACKAGE + "TestJobs$Copy")).isInstanceOf(TestJobs.Copy.class);
            assertThat(source.jars()).containsExactly(jar);
        }
    }

    @Test
    void offersTheNearestJobOfTheJar() {
        assertInvalid(
                "my.TestJobs$Copi",
                "Cannot run 'my.TestJobs$Copi': there is no such class in jobs.jar (did you mean '" + PACKAGE
                        + "TestJobs$Copy'?)");
    }

    @Test
    void refusesAClassThatIsNoJob() {
        assertInvalid(PACKAGE + "TestJobs", "Cannot run '%sTestJobs': it is no io.weft.api.Job".formatted(PACKAGE));
    }

    @Test
    void refusesAJobThatItCannotMake() {
        assertInvalid(
                PACKAGE + "TestJobs$NeedsMore",
                "Cannot run '%sTestJobs$NeedsMore': it is no public class with a public constructor without parameters"
                        .formatted(PACKAGE));
    }

    @Test
    void asksForAJarWhereThereIsNone() {
        try (JobSource source = new JobSource(List.of())) {
            assertThatThrownBy(() -> source.job("my.Job"))
                    .hasMessage("Cannot run 'my.Job': there is no such class on the client's class path (give the job's"
                            + " jar with --jar)");
        }
    }

    @Test
    void refusesAJarThatIsMissing() {
        assertThatThrownBy(() -> new JobSource(List.of("nowhere.jar")))
                .hasMessage("Cannot use the jar nowhere.jar: there is no such file (give it with --jar)");
    }

    private void assertInvalid(String className, String message) {
        try (JobSource source = new JobSource(List.of(jar.toString()))) {
            assertThatThrownBy(() -> source.job(className))
                    .isInstanceOfSatisfying(
                            WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.JOB_CLASS_INVALID))
                    .hasMessage(message);
        }
    }
}
