package io.weft.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.document.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ErrorsDocumentTest {
    private static final Pattern CONSTANT = Pattern.compile("/\\*\\* (.+?) \\*/\\s+([A-Z_]+)\\(", Pattern.DOTALL);

    @Test
    void theTableNamesEveryError() throws IOException {
        StringBuilder text = new StringBuilder("""
                # Errors and exit codes

                A run that fails says so in one line on standard error, `Cannot <do> <what>: <why> (<what to do>)`, and ends with the exit
                code of its error; 0 is a run that has done its work. `--verbose` shows where it happened.

                Whose turn it is: the **job**'s author, the owner of the **data**, who runs the **cluster**, or the authors of **Weft**.
                Where another attempt at the task may help, Weft has made it before it tells of the error: as often as `weft.task.max-attempts`
                says, or without counting where the failure says nothing about the task.

                | error | exit code | whose turn | another attempt | what it means |
                |---|---|---|---|---|
                """);
        Map<String, String> sentences = sentences();
        for (ErrorCode code : ErrorCode.values()) {
            assertThat(sentences).containsKey(code.name());
            text.append("| `%s` | %d | %s | %s | %s |\n"
                    .formatted(
                            code.name(),
                            code.exitCode(),
                            code.fault().name().toLowerCase(Locale.ROOT),
                            code.retry().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                            sentences.get(code.name())));
        }
        Document.assertCurrent("docs/errors.md", text.toString());
    }

    /** What the code itself says of its constants, by their names. */
    private static Map<String, String> sentences() throws IOException {
        Map<String, String> sentences = new HashMap<>();
        Matcher constants =
                CONSTANT.matcher(Files.readString(Document.at("job-api/src/main/java/io/weft/error/ErrorCode.java")));
        while (constants.find()) {
            sentences.put(constants.group(2), constants.group(1).replaceAll("\\s*\\n\\s*\\* ", " "));
        }
        return sentences;
    }
}
