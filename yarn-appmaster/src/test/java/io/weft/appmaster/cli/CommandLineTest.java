package io.weft.appmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.appmaster.cli.CommandLine.Command;
import io.weft.appmaster.cli.CommandLine.Options;
import io.weft.appmaster.cli.CommandLine.Shipped;
import io.weft.error.ErrorCode;
import io.weft.error.WeftException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
    @Test
    void takesOptionsArgumentsAndTheClassInAnyOrder() {
        CommandLine line = CommandLine.parse(List.of(
                "run",
                "--local",
                "input=/a=b",
                "-D",
                "weft.split.max-mb=2",
                "--jar",
                "job.jar",
                "my.Job",
                "-Dx=y",
                "output=",
                "-libjars",
                "a.jar,b.jar",
                "-files",
                "words.txt,hdfs:/x#y",
                "-conf",
                "more.xml",
                "--verbose"));
        assertThat(line)
                .isEqualTo(new CommandLine(
                        Command.RUN,
                        "my.Job",
                        new Shipped(List.of("job.jar", "a.jar", "b.jar"), List.of("words.txt", "hdfs:/x#y")),
                        Map.of("weft.split.max-mb", "2", "x", "y"),
                        List.of("more.xml"),
                        Map.of("input", "/a=b", "output", ""),
                        new Options(true, true, false)));
    }

    @Test
    void takesTheLastOfTwoValuesOfASetting() {
        assertThat(CommandLine.parse(List.of("run", "-Da=1", "J", "-D", "a=2")).properties())
                .isEqualTo(Map.of("a", "2"));
    }

    @Test
    void showsHelpWhereverItIsAskedFor() {
        assertThat(CommandLine.parse(List.of("run", "--help")).command()).isEqualTo(Command.HELP);
        assertThat(CommandLine.parse(List.of("-h")).command()).isEqualTo(Command.HELP);
        assertThat(CommandLine.parse(List.of("--version")).command()).isEqualTo(Command.VERSION);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "rum J; Cannot run the command 'rum': there are run, explain, version, help (did you mean 'run'?) (see: weft help)",
                "run; Cannot run: no class was given (write weft run [--jar JAR] CLASS name=value ...)",
                "explain a=b; Cannot explain: no class was given (write weft explain [--jar JAR] CLASS name=value ...)",
                "run J --locale; Cannot use the option '--locale': there is none of this name (did you mean '--local'?) (see: weft help)",
                "run J K; Cannot use 'K': the class is J already, and arguments are written name=value (see: weft help)",
                "run J a=1 a=2; Cannot use the argument 'a': it is given twice (give it once)",
                "run J =1; Cannot use the argument '=1': it has no name (write name=value)",
                "run J --jar; Cannot use --jar: nothing follows it (write --jar JAR)",
                "run J -D; Cannot use -D: nothing follows it (write -D key=value)",
                "run J -Dx; Cannot use -D x: it sets nothing (write -D key=value)",
                "run J --local --detach; Cannot use --detach with --local: the job runs in this process (leave one out)",
            })
    void saysWhatIsWrongWithACommandLine(String words, String message) {
        assertThatThrownBy(() -> CommandLine.parse(List.of(words.split(" "))))
                .isInstanceOfSatisfying(
                        WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_USAGE))
                .hasMessage(message);
    }

    @Test
    void asksForACommand() {
        assertThatThrownBy(() -> CommandLine.parse(List.of()))
                .hasMessage("Cannot do anything: no command was given (see: weft help)");
    }
}
