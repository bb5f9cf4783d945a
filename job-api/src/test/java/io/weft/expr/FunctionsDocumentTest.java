package io.weft.expr;

import io.weft.document.Document;
import java.io.IOException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FunctionsDocumentTest {
    @Test
    void thePageNamesEveryFunction() throws IOException {
        StringBuilder text = new StringBuilder("""
                # Functions

                All functions of the values of one row. In Java they are static methods of `io.weft.api.Functions`, `StringFunctions`,
                `PatternFunctions`, `EncodingFunctions`, `MathFunctions`,
                `BitFunctions`, `DateFunctions`, `DateFormFunctions` and `NestedFunctions`, whose names are those below without underscores
                (`regexpExtract`), or methods of `Column`; `Functions.call("regexp_extract", …)` calls any by its name.

                A function is null where an argument is null, unless its sentence says otherwise. What has no result is an error that
                names the call. Integers are taken for wider integers and any number for a double; nothing else is cast silently
                (docs/semantics.md). A constant call is computed once, by the same code as for a row. A function of one string column
                whose values come from a dictionary is computed once for each of the dictionary's entries.
                """);
        for (ScalarFunction.Area area : ScalarFunction.Area.values()) {
            String table = ScalarFunctions.all().stream()
                    .filter(function -> function.area() == area)
                    .map(FunctionsDocumentTest::row)
                    .collect(Collectors.joining());
            if (!table.isEmpty()) {
                text.append("\n## %s\n\n| function | what it does | example |\n|---|---|---|\n".formatted(area.title()))
                        .append(table);
            }
        }
        Document.assertCurrent("docs/functions.md", text.toString());
    }

    private static String row(ScalarFunction function) {
        String signatures = function.signatures().stream()
                .map(signature -> cell("`" + function + signature + "`"))
                .collect(Collectors.joining("<br>"));
        return "| %s | %s | `%s` → `%s` |\n"
                .formatted(
                        signatures,
                        cell(function.sentence()),
                        cell(function.example().term().toString()),
                        cell(function.example().result()));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
