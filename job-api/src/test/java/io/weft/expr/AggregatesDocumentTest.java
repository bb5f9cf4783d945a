package io.weft.expr;

import io.weft.document.Document;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class AggregatesDocumentTest {
    @Test
    void thePageNamesEveryAggregate() throws IOException {
        StringBuilder text = new StringBuilder("""
            # Aggregates

            What `aggregate(...)` computes of the rows of a group. In Java they are static methods of `io.weft.api.Columns` and
            `io.weft.api.Aggregates`, whose names are those below without underscores (`minBy`). After any of them, `filter(condition)` restricts it to
            some rows, and `distinct()` lets values that come again count once; `countDistinct` is `count` with it. docs/semantics.md says what
            they give over nulls and over nothing, of which types, and what is not determined.

            The examples are over these rows:

            | x | y | b |
            |---|---|---|
            | 1 | 4.0 | true |
            | 2 | 8.0 | null |
            | 2 | null | true |
            | null | 6.0 | false |

            | aggregate | what it gives | example |
            |---|---|---|
            """);
        for (AggregateFunction function : AggregateFunction.values()) {
            String example = function.example().isEmpty() ? "" : "`" + function.example() + "`";
            text.append("| `%s` | %s | %s |\n".formatted(function.usage(), function.meaning(), example));
        }
        Document.assertCurrent("docs/aggregates.md", text.toString());
    }
}
